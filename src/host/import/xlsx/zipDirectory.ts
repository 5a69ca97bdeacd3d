import { MusubiError } from '#core/errors/musubiError.ts';
import type { ImportLimits } from '../limits.ts';

/** One entry of a zip file, as its central directory states it. */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc32: number;
  readonly compressedBytes: number;
  readonly bytes: number;
  readonly offset: number;
}

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const endBytes = 22;
const entryBytes = 46;
const longestComment = 0xffff;
const moreInExtra = 0xffffffff;

/**
 * The entries of a zip file, read from its directory without unpacking anything (APPNOTE.TXT 4.3.12, 4.3.16).
 * @throws MusubiError IMPORT_DAMAGED, IMPORT_TOO_LARGE for more entries than any workbook has
 */
export function readZipDirectory(file: Buffer, limits: ImportLimits): Map<string, ZipEntry> {
  const end = findEnd(file);
  const count = file.readUInt16LE(end + 10);
  const size = file.readUInt32LE(end + 12);
  const start = file.readUInt32LE(end + 16);
  if (count > limits.zipEntries) {
    throw new MusubiError('IMPORT_TOO_LARGE', { what: 'entries', found: count, limit: limits.zipEntries });
  }
  if (start + size > end) throw damaged();
  const entries = new Map<string, ZipEntry>();
  let at = start;
  for (let index = 0; index < count; index += 1) {
    if (at + entryBytes > end || file.readUInt32LE(at) !== entrySignature) throw damaged();
    const nameBytes = file.readUInt16LE(at + 28);
    const extraBytes = file.readUInt16LE(at + 30);
    const commentBytes = file.readUInt16LE(at + 32);
    const nameEnd = at + entryBytes + nameBytes;
    if (nameEnd + extraBytes + commentBytes > end) throw damaged();
    const name = file
      .toString('utf8', at + entryBytes, nameEnd)
      .replaceAll('\\', '/')
      .replace(/^\//, '');
    entries.set(name, {
      name,
      method: file.readUInt16LE(at + 10),
      encrypted: (file.readUInt16LE(at + 8) & 1) === 1,
      crc32: file.readUInt32LE(at + 16),
      ...sizesOf(file, at, file.subarray(nameEnd, nameEnd + extraBytes)),
    });
    at = nameEnd + extraBytes + commentBytes;
  }
  return entries;
}

function findEnd(file: Buffer): number {
  const first = Math.max(0, file.length - endBytes - longestComment);
  for (let at = file.length - endBytes; at >= first; at -= 1) {
    if (file.readUInt32LE(at) === endSignature) return at;
  }
  throw damaged();
}

/** Sizes that do not fit, or that the writer did not know in time, stand in the zip64 field (4.5.3). */
function sizesOf(file: Buffer, at: number, extra: Buffer) {
  const sizes = {
    compressedBytes: file.readUInt32LE(at + 20),
    bytes: file.readUInt32LE(at + 24),
    offset: file.readUInt32LE(at + 42),
  };
  if (![sizes.compressedBytes, sizes.bytes, sizes.offset].includes(moreInExtra)) return sizes;
  for (let place = 0; place + 4 <= extra.length; ) {
    const length = extra.readUInt16LE(place + 2);
    if (extra.readUInt16LE(place) === 1) {
      let next = place + 4;
      for (const name of ['bytes', 'compressedBytes', 'offset'] as const) {
        if (sizes[name] !== moreInExtra || next + 8 > extra.length) continue;
        sizes[name] = Number(extra.readBigUInt64LE(next));
        next += 8;
      }
    }
    place += 4 + length;
  }
  return sizes;
}

export function damaged(reason = 'zip'): MusubiError {
  return new MusubiError('IMPORT_DAMAGED', { reason });
}
