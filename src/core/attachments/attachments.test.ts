import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { photo } from '#test/support/photo.ts';
import { imageSize } from './imageSize.ts';
import { jpegParts } from './jpeg.ts';
import { extensionOf } from './mediaTypes.ts';
import { safeFileName } from './safeFileName.ts';
import { stripMetadata } from './stripMetadata.ts';

describe('a name to save an attachment under', () => {
  it.each([
    ['../../etc/passwd', 'text/plain', 'passwd.txt'],
    ['..\\..\\Windows\\system32\\evil.dll', 'image/png', 'evil.dll.png'],
    ['/absolute/路線図.pdf', 'application/pdf', '路線図.pdf'],
    ['C:\\Users\\me\\写真.JPG', 'image/jpeg', '写真.jpg'],
    ['..', 'application/pdf', 'file.pdf'],
    ['', 'image/jpeg', 'file.jpg'],
    ['.htaccess', 'text/plain', 'htaccess.txt'],
    ['CON', 'text/plain', '_CON.txt'],
    ['nul.txt', 'text/plain', '_nul.txt'],
    ['LPT1.report.pdf', 'application/pdf', '_LPT1.report.pdf'],
    ['photo\u202egpj.exe', 'image/jpeg', 'photogpj.exe.jpg'],
    ['report.pdf.exe', 'application/pdf', 'report.pdf.exe.pdf'],
    ['a\u0000b.pdf', 'application/pdf', 'ab.pdf'],
    ['a\nb\r.pdf', 'application/pdf', 'ab.pdf'],
    ['stream.txt:hidden', 'text/plain', 'stream.txt_hidden.txt'],
    ['<script>|?*".csv', 'text/csv', '_script_____.csv'],
    ['ends with dots...', 'application/pdf', 'ends with dots.pdf'],
    [
      '空白　　入り.docx',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      '空白 入り.docx',
    ],
    ['e\u0301te\u0301.png', 'image/png', 'été.png'],
    ['note', 'application/x-unknown', 'note.bin'],
  ])('%j of type %s becomes %j', (given, type, expected) => {
    expect(safeFileName(given, type)).toBe(expected);
  });

  it('is one plain name on every system, whatever is given', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 400 }),
        fc.constantFrom('image/jpeg', 'text/csv', 'x/y'),
        (given, type) => {
          const name = safeFileName(given, type);
          expect(name).toMatch(/^[^/\\<>:"|?*\p{Cc}\p{Cf}]+$/u);
          expect(name).not.toMatch(/^\.|\.$|\s$/);
          expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(255);
          expect(extensionOf(name)).not.toBe('');
          expect(safeFileName(name, type)).toBe(name);
        },
      ),
    );
  });
});

describe('a picture without what its camera wrote', () => {
  const taken = photo({
    orientation: 6,
    place: { lat: 11.5564, lon: 104.9282 },
    taken: '2026:11:20 09:30:00',
  });

  it('keeps its pixels byte for byte and which way is up, and loses the rest', () => {
    const clean = stripMetadata(taken, 'image/jpeg', 6) ?? new Uint8Array();
    expect(Buffer.from(clean).includes('SecretCamera1')).toBe(false);
    const scans = (bytes: Uint8Array) =>
      (jpegParts(bytes) ?? [])
        .filter(({ marker }) => marker === 0xda)
        .map(({ start, end }) => Buffer.from(bytes.subarray(start, end)).toString('hex'));
    expect(scans(clean)).toEqual(scans(taken));
    expect(imageSize(clean)).toEqual({ width: 64, height: 32 });
  });

  it('loses what stands behind its end, where telephones put a second picture', () => {
    const more = Uint8Array.from([...taken, ...new TextEncoder().encode('second picture, GPS 11.5')]);
    expect(Buffer.from(stripMetadata(more, 'image/jpeg') ?? []).includes('GPS')).toBe(false);
  });

  it('is refused when the bytes are cut', () => {
    for (const length of [0, 1, 2, 10, 100, taken.length - 2])
      expect(stripMetadata(taken.subarray(0, length), 'image/jpeg')).toBeUndefined();
  });

  it('drops text, time and Exif of a PNG and of a WebP', () => {
    const chunk = (name: string, data: string) => {
      const bytes = Buffer.alloc(12 + data.length);
      bytes.writeUInt32BE(data.length, 0);
      bytes.write(name + data, 4, 'latin1');
      return bytes;
    };
    const png = Buffer.concat([
      Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
      chunk('IHDR', '\0\0\0\x02\0\0\0\x01\x08\x02\0\0\0'),
      chunk('tEXt', 'Author\0Somebody'),
      chunk('eXIf', 'MM-place'),
      chunk('IDAT', 'pixels'),
      chunk('IEND', ''),
      Buffer.from('trailer'),
    ]);
    const cleanPng = Buffer.from(stripMetadata(png, 'image/png') ?? []).toString('latin1');
    expect(cleanPng).toContain('pixels');
    for (const secret of ['Somebody', 'place', 'trailer']) expect(cleanPng).not.toContain(secret);
    expect(imageSize(png)).toEqual({ width: 2, height: 1 });

    const riff = (name: string, data: string) => {
      const bytes = Buffer.alloc(8 + data.length + (data.length % 2));
      bytes.write(name, 0, 'latin1');
      bytes.writeUInt32LE(data.length, 4);
      bytes.write(data, 8, 'latin1');
      return bytes;
    };
    const body = Buffer.concat([
      Buffer.from('WEBP'),
      riff('VP8X', '\x0c\0\0\0\x01\0\0\0\0\0'),
      riff('VP8 ', 'pixels'),
      riff('EXIF', 'place'),
      riff('XMP ', 'name'),
    ]);
    const webp = Buffer.concat([riff('RIFF', body.toString('latin1'))]);
    const clean = stripMetadata(webp, 'image/webp') ?? new Uint8Array();
    expect(Buffer.from(clean).toString('latin1')).not.toMatch(/EXIF|XMP|place|name/);
    expect(clean[20]).toBe(0);
    expect(new DataView(clean.buffer).getUint32(4, true)).toBe(clean.length - 8);
  });

  it('takes any bytes without harm', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom(...(['image/jpeg', 'image/png', 'image/webp'] as const)),
        (bytes, type) => {
          stripMetadata(bytes, type);
          imageSize(bytes);
        },
      ),
    );
  });
});
