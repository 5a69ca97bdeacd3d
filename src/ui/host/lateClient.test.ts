import { expect, it } from 'vitest';
import { lateClient } from './lateClient.ts';

interface Client {
  registry: { get: (id: string) => Promise<string> };
}

const answering = (name: string): Client => ({ registry: { get: async (id) => `${name} ${id}` } });

it('keeps calls until there is a line, then passes them on', async () => {
  let use: (client: Client) => void = () => undefined;
  const client = lateClient<Client>((connect) => {
    use = connect;
  });
  const early = client.registry.get('jakarta');
  use(answering('first'));
  expect(await early).toBe('first jakarta');
});

it('goes over to a new line when the old one was replaced', async () => {
  let use: (client: Client) => void = () => undefined;
  const client = lateClient<Client>((connect) => {
    use = connect;
  });
  use(answering('first'));
  use(answering('second'));
  expect(await client.registry.get('hanoi')).toBe('second hanoi');
});

it('tells every caller when no line can be had', async () => {
  const client = lateClient<Client>((use) => use(Promise.reject(new Error('no port'))));
  await expect(client.registry.get('jakarta')).rejects.toThrow('no port');
});

it('is no promise itself', async () => {
  const client = lateClient<Client>((use) => use(answering('only')));
  expect(await (await client).registry.get('x')).toBe('only x');
});
