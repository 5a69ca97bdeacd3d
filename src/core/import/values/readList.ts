import { isTooDeep } from './jsonDepth.ts';

/** What parts members wherever it stands. */
const strong = /[;；\n\r、，]+/u;
const comma = /,\s+|,(?=[^\d\s])/u;

/**
 * What parts members in most tables, but also stands inside names: クアラ・ルンプール, A/S, TCP/IP.
 * A dot between two runs of katakana, and a slash between two short runs of Latin letters, belong to one name.
 */
const weak =
  /(?<!\p{scx=Katakana})[・･]|[・･](?!\p{scx=Katakana})|(?<![A-Za-z])[／/]|[／/](?![A-Za-z]{1,4}\b)/u;

/**
 * The members of a cell: a JSON list as it is; otherwise what 、 ; newline and comma part, or without those
 * ・ and /. Text between is trimmed, empty members are left out.
 */
export function readList(text: string): string[] {
  const json = readJsonList(text);
  if (json) return json;
  const parts = splitStrong(text);
  return parts.length > 1 ? parts : splitWeak(text);
}

export function splitStrong(text: string): string[] {
  return tidied(text.split(strong).flatMap((part) => part.split(comma)));
}

/** @param everywhere also inside what looks like one name, for parts that must be known names themselves */
export function splitWeak(text: string, everywhere = false): string[] {
  return isAddress(text) ? tidied([text]) : tidied(text.split(everywhere ? /[・･／/]/u : weak));
}

function isAddress(text: string): boolean {
  return /^\s*[a-z]+:\/\//i.test(text);
}

function tidied(parts: readonly (string | undefined)[]): string[] {
  return parts.map((part) => withoutBullet((part ?? '').trim())).filter((part) => part !== '');
}

/** `・防災`, `● 防災`, `- flood`. */
export function withoutBullet(text: string): string {
  return text.replace(/^(?:[・･●○■□◆]|-\s)/u, '').trim();
}

function readJsonList(text: string): string[] | undefined {
  const value = readJson(text);
  return Array.isArray(value) && value.every((member) => typeof member === 'string') ? value : undefined;
}

/** The list or object that a cell holds as JSON; undefined for any other text. */
export function readJson(text: string): unknown {
  if (!/^\s*[[{]/.test(text) || isTooDeep(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
