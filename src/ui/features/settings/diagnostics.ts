import type { SystemInformation } from './systemInformation.ts';

/**
 * Facts for whoever helps, one per line, in plain English whatever the screen's language: nothing of a record's
 * contents, and the user's name cut out of the folder's path.
 */
export function diagnosticsText(information: SystemInformation, browser: string, language: string): string {
  const { counts, dataDirectory, ...facts } = information;
  const lines = {
    ...facts,
    dataDirectory: withoutUserName(dataDirectory),
    language,
    browser,
    ...Object.fromEntries(Object.entries(counts).map(([kind, count]) => [`count.${kind}`, count])),
  };
  return Object.entries(lines)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}

/** `C:\Users\taro\…` → `C:\Users\~\…`, `/home/taro/…` → `/home/~/…`. */
export function withoutUserName(path: string): string {
  return path.replace(/^((?:[A-Za-z]:)?[\\/](?:Users|home)[\\/])[^\\/]+/i, '$1~');
}
