import { expect, it } from 'vitest';
import { type Line, lateClient } from './lateClient.ts';

interface Client {
  registry: { get: (id: string) => Promise<string> };
}

const answering = (name: string): Client => ({ registry: { get: async (id) => `${name} ${id}` } });

function connected(): { readonly client: Client; readonly line: Line<Client> } {
  let line: Line<Client> | undefined;
  const client = lateClient<Client>((given) => {
    line = given;
  });
  if (!line) throw new Error('the client did not ask for a line');
  return { client, line };
}

it('keeps calls until there is a line, then passes them on', async () => {
  const { client, line } = connected();
  const early = client.registry.get('jakarta');
  line.use(answering('first'));
  expect(await early).toBe('first jakarta');
});

it('goes over to a new line when the old one was replaced', async () => {
  const { client, line } = connected();
  line.use(answering('first'));
  line.use(answering('second'));
  expect(await client.registry.get('hanoi')).toBe('second hanoi');
});

it('sends nothing into a line that has ended: calls wait for the next', async () => {
  const { client, line } = connected();
  const sent: string[] = [];
  const first: Client = {
    registry: {
      get: (id) => {
        sent.push(id);
        // A dead port takes messages and never answers.
        return new Promise(() => undefined);
      },
    },
  };
  line.use(first);
  line.lost(first);
  const call = client.registry.get('vientiane');
  await Promise.resolve();
  expect(sent).toEqual([]);
  line.use(answering('second'));
  expect(await call).toBe('second vientiane');
  const second = answering('third');
  line.use(second);
  line.lost(second);
  const later = client.registry.get('yangon');
  line.use(answering('fourth'));
  expect(await later).toBe('fourth yangon');
});

it('keeps the new line when the end of the old one is heard of late', async () => {
  const { client, line } = connected();
  const first = answering('first');
  line.use(first);
  line.use(answering('second'));
  line.lost(first);
  expect(await client.registry.get('hanoi')).toBe('second hanoi');
});

it('tells every caller when no line can be had, and works once there is one', async () => {
  const { client, line } = connected();
  line.use(Promise.reject(new Error('no port')));
  await expect(client.registry.get('jakarta')).rejects.toThrow('no port');
  line.use(answering('first'));
  expect(await client.registry.get('jakarta')).toBe('first jakarta');
});

it('is no promise itself', async () => {
  const { client, line } = connected();
  line.use(answering('only'));
  expect(await (await client).registry.get('x')).toBe('only x');
});
