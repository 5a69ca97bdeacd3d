import { EndpointFailure } from '#core/sync/endpointFailure.ts';

/** A whole page of the largest changes; more than this no broker sends on purpose. */
export const largestAnswer = 32 * 1024 * 1024;
/** No entity nests deeper. */
export const deepest = 64;

/**
 * The bytes of an answer, read no further than the limit.
 * @throws EndpointFailure tooLarge
 */
export async function readLimited(
  body: AsyncIterable<Uint8Array> | null,
  most = largestAnswer,
): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body ?? []) {
    bytes += part.byteLength;
    // Leaving the loop closes the stream, and with it the connection.
    if (bytes > most) throw new EndpointFailure('tooLarge', `the answer is longer than ${most} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** What is no UTF-8 becomes replacement characters; a mark of the byte order is left out. */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder('utf-8').decode(bytes);
}

/**
 * @throws EndpointFailure tooLarge when it is nested deeper than any entity, notBroker when it is no JSON
 */
export function parseLimited(text: string): unknown {
  if (depthOf(text) > deepest) throw new EndpointFailure('tooLarge', 'the answer is nested too deeply');
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new EndpointFailure('notBroker', 'the answer is not JSON', { cause });
  }
}

/** How deep brackets nest, outside of strings; stops counting once it is too deep. */
function depthOf(text: string): number {
  let depth = 0;
  let greatest = 0;
  let quoted = false;
  for (let index = 0; index < text.length && greatest <= deepest; index++) {
    const character = text[index];
    if (quoted) {
      if (character === '\\') index++;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === '{' || character === '[') greatest = Math.max(greatest, ++depth);
    else if (character === '}' || character === ']') depth--;
  }
  return greatest;
}
