/**
 * What may be attached. The type is what the bytes are, never what the name says; anything that could run when it is
 * opened (programs, scripts, web pages, documents with macros) is not among them.
 */
export const attachmentTypes = {
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'image/heic': ['heic', 'heif'],
  'application/pdf': ['pdf'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['pptx'],
  'application/vnd.oasis.opendocument.text': ['odt'],
  'application/vnd.oasis.opendocument.spreadsheet': ['ods'],
  'application/vnd.oasis.opendocument.presentation': ['odp'],
  'application/msword': ['doc'],
  'application/vnd.ms-excel': ['xls'],
  'application/vnd.ms-powerpoint': ['ppt'],
  'audio/mpeg': ['mp3'],
  'audio/mp4': ['m4a'],
  'audio/wav': ['wav'],
  'text/plain': ['txt', 'md'],
  'text/csv': ['csv'],
} as const satisfies Readonly<Record<string, readonly [string, ...string[]]>>;

export type AttachmentType = keyof typeof attachmentTypes;

export function isAttachmentType(type: string): type is AttachmentType {
  return Object.hasOwn(attachmentTypes, type);
}

/** Pictures that can be drawn small, and put into a brief. */
export const drawableTypes = ['image/jpeg', 'image/png', 'image/webp'] as const;
export type DrawableType = (typeof drawableTypes)[number];

export function isDrawable(type: unknown): type is DrawableType {
  return (drawableTypes as readonly unknown[]).includes(type);
}

/** Bytes; the largest file that is taken. */
export const largestAttachment = 50 * 1024 * 1024;

/** Bytes of all files together from which a person is told that copies and backups become slow. */
export const attachmentsWarning = 2 * 1024 * 1024 * 1024;

/** The lower-case end of a file name, without the dot; empty when there is none. */
export function extensionOf(fileName: string): string {
  return /\.([\p{L}\p{N}]{1,12})$/u.exec(fileName)?.[1]?.toLowerCase() ?? '';
}
