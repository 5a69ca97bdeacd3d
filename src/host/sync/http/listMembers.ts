import { EndpointFailure } from '#core/sync/endpointFailure.ts';
import { deepest } from './readLimited.ts';

const [quote, backslash, comma] = [0x22, 0x5c, 0x2c];
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];

/**
 * The members of a JSON list of objects, each in the bytes in which it came: one that is known word for word need not be
 * parsed. What is between the braces of a member is not looked at; whoever parses it finds out whether it is JSON.
 * @returns undefined for anything but such a list
 * @throws EndpointFailure tooLarge when it is nested deeper than any entity
 */
export function listMembers(bytes: Uint8Array): Uint8Array[] | undefined {
  const members: Uint8Array[] = [];
  let at = afterSpace(bytes, 0);
  if (bytes[at] !== openBracket) return undefined;
  at = afterSpace(bytes, at + 1);
  if (bytes[at] === closeBracket) return afterSpace(bytes, at + 1) === bytes.length ? members : undefined;
  for (;;) {
    const end = bytes[at] === openBrace ? endOfMember(bytes, at) : undefined;
    if (end === undefined) return undefined;
    members.push(bytes.subarray(at, end));
    at = afterSpace(bytes, end);
    const sign = bytes[at];
    at = afterSpace(bytes, at + 1);
    if (sign === closeBracket) return at === bytes.length ? members : undefined;
    if (sign !== comma) return undefined;
  }
}

/** The place after the brace that closes the one at `start`; undefined when none does. */
function endOfMember(bytes: Uint8Array, start: number): number | undefined {
  // The list itself is a level of the answer.
  let depth = 1;
  let quoted = false;
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at];
    if (quoted) {
      if (byte === backslash) at++;
      else if (byte === quote) quoted = false;
    } else if (byte === quote) quoted = true;
    else if (byte === openBrace || byte === openBracket) {
      if (++depth > deepest) throw new EndpointFailure('tooLarge', 'the answer is nested too deeply');
    } else if ((byte === closeBrace || byte === closeBracket) && --depth === 1) return at + 1;
  }
  return undefined;
}

function afterSpace(bytes: Uint8Array, start: number): number {
  let at = start;
  while (bytes[at] === 0x20 || bytes[at] === 0x0a || bytes[at] === 0x0d || bytes[at] === 0x09) at++;
  return at;
}
