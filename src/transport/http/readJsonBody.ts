import type { IncomingMessage } from 'node:http';

/** Reads a small JSON body; null when it is larger than `mostBytes`, cut off, or no JSON. */
export async function readJsonBody(request: IncomingMessage, mostBytes: number): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request) {
      bytes += chunk.length;
      if (bytes > mostBytes) {
        return null;
      }
      chunks.push(chunk);
    }
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return null;
  }
}
