// What XML 1.0 does not allow even when escaped (everything outside its Char production).
const notXml = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Text made safe for XML content and for quoted attributes. Characters that XML cannot carry are left out. */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(notXml, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

const takesNoRoom = /[\p{Mn}\p{Me}\p{Cc}\p{Cf}]/u;
const isWide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60ー]/u;
const isMyanmar = /\p{Script=Myanmar}/u;
const isUpper = /[\p{Lu}MWmw@%&]/u;
const isThin = /[iljtfrI1.,:;'|!()[\] -]/;

/**
 * About how wide a line of text is, in ems, with no font at hand: good enough to keep labels apart. Average advances of
 * Noto Sans for each script, on the generous side.
 */
export function estimatedEms(text: string): number {
  let width = 0;
  for (const character of text) {
    if (takesNoRoom.test(character)) continue;
    if (isWide.test(character)) width += 1;
    else if (isMyanmar.test(character)) width += 0.8;
    else if (isUpper.test(character)) width += 0.7;
    else if (isThin.test(character)) width += 0.34;
    else width += 0.58;
  }
  return width;
}
