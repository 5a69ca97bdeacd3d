import { describe, expect, it } from 'vitest';
import { createKeepAliveFetch } from './keepAliveFetch.ts';

/** A `fetch` that notes what it is given and answers when told to. */
function notingFetch() {
  const sent: Request[] = [];
  const answers: (() => void)[] = [];
  const send = (request: Request | string | URL) => {
    if (request instanceof Request) sent.push(request);
    return new Promise<Response>((answer) => answers.push(() => answer(new Response('ok'))));
  };
  return {
    send: send as typeof fetch,
    sent,
    answerAll() {
      for (const answer of answers.splice(0)) answer();
    },
  };
}

function requestWith(input: unknown): Request {
  const body = JSON.stringify({ json: input });
  return new Request('http://127.0.0.1/rpc/registry/patch', { method: 'POST', body });
}

describe('a request that outlives its window', () => {
  it('is handed over in the same step in which it is asked for, for the page may end after it', () => {
    const { send, sent } = notingFetch();
    const input = { name: 'ດານັງ' };
    void createKeepAliveFetch(send)(requestWith(input), input);
    expect(sent).toHaveLength(1);
    expect(sent[0]?.keepalive).toBe(true);
  });

  it('carries the same address, method and body', async () => {
    const { send, sent } = notingFetch();
    const input = { name: 'ダナン' };
    void createKeepAliveFetch(send)(requestWith(input), input);
    expect(sent[0]?.method).toBe('POST');
    expect(new URL(sent[0]?.url ?? '').pathname).toBe('/rpc/registry/patch');
    expect(await sent[0]?.json()).toEqual({ json: input });
  });

  it('is sent in the ordinary way when it is larger than a browser keeps alive, counted in bytes', () => {
    const { send, sent } = notingFetch();
    // 20,000 signs of three bytes each.
    const input = { text: '水'.repeat(20_000) };
    void createKeepAliveFetch(send)(requestWith(input), input);
    expect(sent[0]?.keepalive).toBe(false);
  });

  it('counts files that it carries, however deep they stand', () => {
    const { send, sent } = notingFetch();
    const input = { notes: [{ file: new File([new Uint8Array(70_000)], '写真.jpg') }], number: 1n };
    void createKeepAliveFetch(send)(requestWith('its body is a form'), input);
    expect(sent[0]?.keepalive).toBe(false);
  });

  it('shares the browser’s total with those still under way, and has it back when they are answered', async () => {
    const { send, sent, answerAll } = notingFetch();
    const keepAlive = createKeepAliveFetch(send);
    const input = { text: 'x'.repeat(40_000) };
    const first = keepAlive(requestWith(input), input);
    void keepAlive(requestWith(input), input);
    expect(sent.map(({ keepalive }) => keepalive)).toEqual([true, false]);
    answerAll();
    await first;
    void keepAlive(requestWith(input), input);
    expect(sent.map(({ keepalive }) => keepalive)).toEqual([true, false, true]);
  });

  it('without input is kept alive too', () => {
    const { send, sent } = notingFetch();
    void createKeepAliveFetch(send)(requestWith(undefined), undefined);
    expect(sent[0]?.keepalive).toBe(true);
  });
});
