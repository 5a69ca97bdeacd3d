import { cleanText } from './cleanText.ts';

const longest = 72;

/**
 * A web address as a reader recognises it: without the scheme, with its letters decoded, cut where it gets long.
 * The link itself carries the whole address.
 */
export function displayAddress(url: string): string {
  const bare = url.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '');
  const letters = [...cleanText(decoded(bare))];
  return letters.length <= longest ? letters.join('') : `${letters.slice(0, longest - 1).join('')}…`;
}

function decoded(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    // Not UTF-8 behind the percent signs: shown as it stands.
    return address;
  }
}
