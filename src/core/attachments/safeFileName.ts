import { attachmentTypes, extensionOf, isAttachmentType } from './mediaTypes.ts';

/** Names that Windows gives to devices, whatever follows the first dot. */
const reserved = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\.|$)/i;
/** Letters nobody sees that turn the reading order round (`exe.gpj`), or hide. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const longestName = 120;

/**
 * A name to save a file under on any system: the last part of whatever path was given, without letters that some system
 * refuses, ending as files of its type do.
 * @param mediaType decides the ending, so that what looks like a picture opens as one and nothing else
 */
export function safeFileName(given: string, mediaType: string): string {
  const last = given.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .replaceAll(invisible, '')
    .replaceAll(/[<>:"|?*]/g, '_')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[.\s]+/, '')
    .replace(/[.\s]+$/, '');
  const endings: readonly string[] = isAttachmentType(mediaType) ? attachmentTypes[mediaType] : [];
  const extension = extensionOf(plain);
  const isRight = endings.length === 0 ? extension !== '' : endings.includes(extension);
  const stem = isRight ? plain.slice(0, plain.length - extension.length - 1) : plain;
  const ending = isRight ? extension : (endings[0] ?? 'bin');
  const name = shorten(stem.replace(/[.\s]+$/, '')) || 'file';
  return `${reserved.test(`${name}.`) ? '_' : ''}${name}.${ending}`;
}

/** Cut between letters as readers see them; within what file systems take in UTF-8. */
function shorten(stem: string): string {
  let result = '';
  let bytes = 0;
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(stem)) {
    bytes += utf8Length(segment);
    if (bytes > longestName * 1.6 || result.length + segment.length > longestName) break;
    result += segment;
  }
  return result;
}

function utf8Length(text: string): number {
  return [...text].reduce((sum, letter) => {
    const point = letter.codePointAt(0) ?? 0;
    return sum + (point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4);
  }, 0);
}
