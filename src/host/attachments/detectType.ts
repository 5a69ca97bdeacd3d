import { fileTypeFromBuffer } from 'file-type';
import { type AttachmentType, extensionOf, isAttachmentType } from '#core/attachments/mediaTypes.ts';

/** Names for one type that its readers and writers use. */
const sameAs: Readonly<Record<string, AttachmentType>> = {
  'image/heif': 'image/heic',
  'audio/x-m4a': 'audio/mp4',
  'audio/vnd.wave': 'audio/wav',
  'audio/x-wav': 'audio/wav',
};

/** The one container of the older Office formats, of installers and of mail: here the name must say which. */
const compoundFile = 'application/x-cfb';
const olderOffice: Readonly<Record<string, AttachmentType>> = {
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
};
/** What plain text may be called. Text under another name may be a script or a page, which are not taken. */
const texts: Readonly<Record<string, AttachmentType>> = {
  '': 'text/plain',
  txt: 'text/plain',
  md: 'text/plain',
  csv: 'text/csv',
};

export type DetectedType =
  | { readonly type: AttachmentType }
  /** What it seems to be instead, as a media type, or the end of its name. */
  | { readonly type: undefined; readonly found: string };

/** What a file is, from its contents. */
export async function detectType(contents: Uint8Array, fileName: string): Promise<DetectedType> {
  const detected = await fileTypeFromBuffer(contents).catch(() => undefined);
  const extension = extensionOf(fileName);
  if (detected) {
    const mime = sameAs[detected.mime] ?? detected.mime;
    const type = mime === compoundFile ? olderOffice[extension] : mime;
    return type && isAttachmentType(type) ? { type } : { type: undefined, found: mime };
  }
  const type = Object.hasOwn(texts, extension) ? texts[extension] : undefined;
  if (type && isText(contents)) return { type };
  return { type: undefined, found: extension || 'application/octet-stream' };
}

/** UTF-8, or Shift_JIS as Japanese spreadsheets write it, without control characters. */
function isText(contents: Uint8Array): boolean {
  return ['utf-8', 'shift_jis'].some((encoding) => {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(contents);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
      return !/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f]/.test(text);
    } catch {
      return false;
    }
  });
}
