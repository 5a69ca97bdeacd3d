import { Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { MusubiError } from '#core/errors/musubiError.ts';
import type { ImportLimits } from '../limits.ts';
import { damaged, type ZipEntry } from './zipDirectory.ts';

/** The list of sheets and the styles; those of real workbooks stay far below. */
const wholeCharacters = 32 * 1024 * 1024;
const localSignature = 0x04034b50;
const localBytes = 30;
/** Large pieces: what is left over from one is looked at again with the next. */
const chunkBytes = 1024 * 1024;

/** Unpacks the parts of one workbook and keeps count, so that they stay within the limits whatever they claim. */
export class Unpacker {
  readonly #file: Buffer;
  readonly #limits: ImportLimits;
  #unpacked = 0;

  constructor(file: Buffer, limits: ImportLimits) {
    this.#file = file;
    this.#limits = limits;
  }

  /**
   * The text of an entry in pieces, as it is unpacked.
   * @throws MusubiError IMPORT_TOO_LARGE as soon as it grows beyond the limits, IMPORT_PROTECTED, IMPORT_DAMAGED
   */
  async *text(entry: ZipEntry): AsyncGenerator<string, void, void> {
    let decoder: TextDecoder | undefined;
    let sum = 0;
    for await (const chunk of this.#bytes(entry)) {
      sum = crc32(chunk, sum);
      decoder ??= new TextDecoder(encodingOf(chunk));
      yield decoder.decode(chunk, { stream: true });
    }
    if (sum !== entry.crc32) throw damaged(entry.name);
    if (decoder) yield decoder.decode();
  }

  /** A small part as a whole. */
  async wholeText(entry: ZipEntry): Promise<string> {
    let text = '';
    for await (const piece of this.text(entry)) {
      text += piece;
      if (text.length > wholeCharacters) {
        throw new MusubiError('IMPORT_TOO_LARGE', {
          what: 'unpacked',
          found: text.length,
          limit: wholeCharacters,
        });
      }
    }
    return text;
  }

  async *#bytes(entry: ZipEntry): AsyncGenerator<Buffer, void, void> {
    if (entry.encrypted) throw new MusubiError('IMPORT_PROTECTED', {});
    this.#count(entry.bytes, 0);
    const packed = this.#packed(entry);
    const source =
      entry.method === 0
        ? piecesOf(packed)
        : Readable.from(piecesOf(packed)).pipe(createInflateRaw({ chunkSize: chunkBytes }));
    if (entry.method !== 0 && entry.method !== 8) throw damaged(entry.name);
    let bytes = 0;
    try {
      for await (const chunk of source as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        this.#count(bytes, chunk.length);
        yield chunk;
      }
    } catch (cause) {
      if (cause instanceof MusubiError) throw cause;
      throw new MusubiError('IMPORT_DAMAGED', { reason: entry.name }, { cause });
    }
  }

  /** The directory may lie about sizes; what comes out does not. */
  #count(partBytes: number, added: number) {
    this.#unpacked += added;
    const { partBytes: mostOfPart, allPartsBytes } = this.#limits;
    if (partBytes > mostOfPart || this.#unpacked > allPartsBytes) {
      throw new MusubiError('IMPORT_TOO_LARGE', {
        what: 'unpacked',
        found: Math.max(partBytes, this.#unpacked),
        limit: partBytes > mostOfPart ? mostOfPart : allPartsBytes,
      });
    }
  }

  #packed(entry: ZipEntry): Buffer {
    const { offset } = entry;
    if (offset + localBytes > this.#file.length || this.#file.readUInt32LE(offset) !== localSignature) {
      throw damaged(entry.name);
    }
    const start =
      offset + localBytes + this.#file.readUInt16LE(offset + 26) + this.#file.readUInt16LE(offset + 28);
    if (start + entry.compressedBytes > this.#file.length) throw damaged(entry.name);
    return this.#file.subarray(start, start + entry.compressedBytes);
  }
}

async function* piecesOf(bytes: Buffer): AsyncGenerator<Buffer, void, void> {
  for (let start = 0; start < bytes.length; start += chunkBytes)
    yield bytes.subarray(start, start + chunkBytes);
}

function encodingOf(chunk: Buffer): string {
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le';
  return chunk[0] === 0xfe && chunk[1] === 0xff ? 'utf-16be' : 'utf-8';
}
