// Rasterises icon.svg into the sizes that the installers need: node resources/icons/make-icons.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Resvg } from '@resvg/resvg-js';

const folder = import.meta.dirname;
const svg = readFileSync(path.join(folder, 'icon.svg'), 'utf8');

const PNG_SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
const ICO_SIZES = [16, 24, 32, 48, 64, 128, 256];

function rasterise(size) {
  return new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng();
}

/** An .ico file is a directory of pictures; since Windows Vista they may be PNG. */
function writeIco(pictures) {
  const header = Buffer.alloc(6);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let offset = header.length + 16 * pictures.length;
  const entries = pictures.map(({ size, png }) => {
    const entry = Buffer.alloc(16);
    entry.writeUInt8(size % 256, 0);
    entry.writeUInt8(size % 256, 1);
    entry.writeUInt16LE(1, 4);
    entry.writeUInt16LE(32, 6);
    entry.writeUInt32LE(png.length, 8);
    entry.writeUInt32LE(offset, 12);
    offset += png.length;
    return entry;
  });
  return Buffer.concat([header, ...entries, ...pictures.map(({ png }) => png)]);
}

for (const size of PNG_SIZES) {
  writeFileSync(path.join(folder, `${size}x${size}.png`), rasterise(size));
}
writeFileSync(path.join(folder, 'icon.ico'), writeIco(ICO_SIZES.map((size) => ({ size, png: rasterise(size) }))));
