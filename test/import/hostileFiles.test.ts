import { closeSync, ftruncateSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { importLimits } from '#host/import/limits.ts';
import { runImport } from '#host/import/runImport.ts';
import type { HostServices } from '#host/services.ts';
import { temporaryDirectory, temporaryRegistry } from '#test/support/temporaryRegistry.ts';
import { countOperations, csvOf, importing, refusalOf, reportFor, workbookOf } from './support.ts';

/** The parts of a workbook around one sheet, as the smallest that Excel opens. */
async function workbookAround(sheet: string, others: Record<string, string | Uint8Array> = {}) {
  const zip = new JSZip();
  const parts: Record<string, string | Uint8Array> = {
    'xl/workbook.xml':
      '<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/data.xml"/><Relationship Id="rId2" Type="x/styles" Target="styles.xml"/></Relationships>',
    'xl/worksheets/data.xml': `<?xml version="1.0"?><worksheet><sheetData>${sheet}</sheetData></worksheet>`,
    ...others,
  };
  for (const [name, content] of Object.entries(parts)) zip.file(name, content);
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
}

const inline = (reference: string, text: string) =>
  `<c r="${reference}" t="inlineStr"><is><t>${text}</t></is></c>`;
const header = `<row r="1">${inline('A1', '会社名')}${inline('B1', '備考')}</row>`;

async function refused(services: HostServices, bytes: Uint8Array | string, kind: KindName = 'organisation') {
  const before = countOperations(services);
  const code = await refusalOf(importing(services, kind, bytes));
  expect(countOperations(services)).toBe(before);
  return code;
}

describe('files that are not what they should be', () => {
  it.each([
    ['nothing', '', 'IMPORT_EMPTY'],
    ['blanks only', ' \r\n\n\t\n', 'IMPORT_EMPTY'],
    ['a byte-order mark only', '\ufeff', 'IMPORT_EMPTY'],
    ['separators only', ',,,\n,,,\n', 'IMPORT_EMPTY'],
    ['a header only', '会社名,国名\n', 'IMPORT_EMPTY'],
    ['numbers only', '1,2\n3,4\n', 'IMPORT_NO_HEADER'],
    ['an empty JSON list', '[]', 'IMPORT_EMPTY'],
    ['JSON that breaks off', '[{"name":"x"', 'IMPORT_DAMAGED'],
    ['JSON of the wrong shape', '[1,2]', 'IMPORT_FORMAT'],
    ['JSON nested without end', '['.repeat(200_000), 'IMPORT_DAMAGED'],
    ['JSON with an unknown key', '[{"nmae":"x"}]', 'UNKNOWN_FIELD'],
    ['JSON with a dangerous key', '[{"name":{"ja":"x"},"__proto__":{"a":1}}]', 'UNKNOWN_FIELD'],
    ['records of another kind', '[{"id":"jakarta","kind":"city","name":{"ja":"x"}}]', 'IMPORT_OTHER_KIND'],
    ['a quotation mark that is never closed', '会社名\n"一社\n二社\n', 'IMPORT_DAMAGED'],
    ['a web page', '<!DOCTYPE html><table><tr><td>会社名</td></tr></table>', 'IMPORT_FORMAT'],
    ['a PDF', '%PDF-1.7\n', 'IMPORT_FORMAT'],
    ['binary data', Buffer.from([1, 0, 2, 0, 3]), 'IMPORT_FORMAT'],
    ['UTF-8 with a broken character', broken(), 'IMPORT_ENCODING'],
    ['bytes of no encoding', Buffer.from([0x41, 0x0a, 0xff, 0xfe, 0xfd, 0x81]), 'IMPORT_ENCODING'],
    ['a zip that breaks off', Buffer.from('PK\u0003\u0004 rest', 'latin1'), 'IMPORT_DAMAGED'],
    ['an old workbook', ole('Workbook'), 'IMPORT_FORMAT'],
    ['a workbook with a password', ole('EncryptedPackage'), 'IMPORT_PROTECTED'],
  ])('%s', async (_what, bytes, code) => {
    const services = await temporaryRegistry();
    expect(await refused(services, bytes)).toBe(code);
  });

  it('a file that is not there, and a folder', async () => {
    const services = await temporaryRegistry();
    for (const path of [join(temporaryDirectory(), 'none.csv'), temporaryDirectory()]) {
      const work = runImport(services, {
        kind: 'city',
        source: { path },
        dryRun: false,
        onMatch: 'update',
        language: 'ja',
        mapping: {},
      });
      expect(await refusalOf(work)).toBe('INPUT_UNREADABLE');
    }
  });

  it('200 MB are refused before they are read', async () => {
    const services = await temporaryRegistry();
    const path = join(temporaryDirectory(), 'huge.csv');
    const file = openSync(path, 'w');
    ftruncateSync(file, 200 * 1024 * 1024);
    closeSync(file);
    const work = runImport(services, {
      kind: 'city',
      source: { path },
      dryRun: false,
      onMatch: 'update',
      language: 'ja',
      mapping: {},
    });
    expect(await refusalOf(work)).toBe('IMPORT_TOO_LARGE');
  });

  it('the name of a file says nothing: what it holds does', async () => {
    const services = await temporaryRegistry();
    const path = join(temporaryDirectory(), 'list.csv');
    const { writeFileSync } = await import('node:fs');
    writeFileSync(path, await workbookOf([['会社名'], ['改名した会社']]));
    const { plan } = await runImport(services, {
      kind: 'organisation',
      source: { path },
      dryRun: true,
      onMatch: 'update',
      language: 'ja',
      mapping: {},
    });
    expect(plan.rows).toMatchObject([{ action: 'create', values: { name: { ja: '改名した会社' } } }]);
  });
});

describe('encodings', () => {
  const rows = '会社名,備考\r\n㈱髙﨑～①商事,カナ・ｶﾅ\r\n';
  // The same in CP932; ㈱, 髙, 﨑 and ① are characters that Windows adds to Shift_JIS.
  const shiftJis = Buffer.from(
    '89ef8ed096bc2c94f58d6c0d0a878afbfced9581608740' + '8fa48e962c834a83698145b6c50d0a',
    'hex',
  );
  it.each([
    ['UTF-8', Buffer.from(rows)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${rows}`)],
    ['UTF-16', Buffer.from(`\ufeff${rows}`, 'utf16le')],
    ['UTF-16, big end first', Buffer.from(`\ufeff${rows}`, 'utf16le').swap16()],
    ['Shift_JIS as Windows writes it', shiftJis],
  ])('%s is read', async (_encoding, bytes) => {
    const services = await temporaryRegistry();
    const { plan } = await importing(services, 'organisation', bytes, { dryRun: true });
    expect(plan.rows).toMatchObject([
      { action: 'create', values: { name: { ja: '㈱髙﨑～①商事' }, remarks: { ja: 'カナ・ｶﾅ' } } },
    ]);
  });

  it('names in all ten languages keep their language', async () => {
    const services = await temporaryRegistry();
    const named = {
      ja: '青い会社',
      th: 'บริษัทสีฟ้า',
      km: 'ក្រុមហ៊ុនពណ៌ខៀវ',
      lo: 'ບໍລິສັດສີຟ້າ',
      my: 'အပြာရောင်ကုမ္ပဏီ',
    };
    const file = csvOf([['会社名'], ...Object.values(named).map((name) => [name])]);
    const { plan } = await importing(services, 'organisation', file, { dryRun: true });
    expect(plan.rows.map((row) => row.action === 'create' && row.values.name)).toEqual(
      Object.entries(named).map(([language, name]) => ({ [language]: name })),
    );
    const latin = { en: 'Blue Ltd', id: 'Biru', ms: 'Syarikat Biru', vi: 'Xanh Đà Nẵng', fil: 'Asul' };
    const columns = Object.keys(latin).map((language) => `Name (${language})`);
    const wide = await importing(services, 'organisation', csvOf([columns, Object.values(latin)]));
    expect(wide.plan.rows).toMatchObject([{ action: 'create', values: { name: latin } }]);
  });
});

describe('workbooks', () => {
  it('merged cells, formulas, errors, rich text, readings, dates and links give what a person sees', async () => {
    const services = await temporaryRegistry();
    const file = await workbookOf(
      [
        ['会員一覧'],
        ['本国', '会社名', '内容確認日', '会員', '備考', 'よみ'],
        [
          'ベトナム',
          { formula: '"甲"&"社"', result: '甲社' },
          new Date('2025-04-01T00:00:00Z'),
          true,
          '',
          '',
        ],
        [null, { richText: [{ text: '乙' }, { font: { bold: true }, text: '社' }] }, '', false, '', ''],
        [null, '丙社', { formula: '1/0', result: { error: '#DIV/0!' } }, '', '', ''],
        ['タイ', { text: '丁社', hyperlink: 'https://example.jp' }, 45748, '', '', ''],
      ],
      (sheet) => {
        sheet.mergeCells('A1:F1');
        sheet.mergeCells('A3:A5');
      },
    );
    const { plan } = await importing(services, 'organisation', file, { dryRun: true });
    expect(plan.headerRow).toBe(2);
    expect(plan.rows).toMatchObject([
      {
        action: 'create',
        values: { homeCountry: 'VN', name: { ja: '甲社' }, reviewDate: '2025-04-01', jascaMember: true },
      },
      { action: 'create', values: { homeCountry: 'VN', name: { ja: '乙社' }, jascaMember: false } },
      { action: 'error', problems: [{ row: 5, column: '内容確認日', code: 'cellFault', value: '#DIV/0!' }] },
      { action: 'create', values: { homeCountry: 'TH', name: { ja: '丁社' }, reviewDate: '2025-04-01' } },
    ]);
  });

  it('readings beside texts, prefixes, CDATA, missing references and escaped characters are understood', async () => {
    const services = await temporaryRegistry();
    const file = await workbookAround(
      `${header}<row><c t="inlineStr"><is><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></is></c><c t="inlineStr"><is><t><![CDATA[a<b]]>&amp;&#x3042;_x000A_c</t></is></c></row>`,
    );
    const { plan } = await importing(services, 'organisation', file, { dryRun: true });
    expect(plan.rows).toMatchObject([
      { row: 2, action: 'create', values: { name: { ja: '東京' }, remarks: { ja: 'a<b&あ\nc' } } },
    ]);
    const prefixed = await workbookAround('', {
      'xl/worksheets/data.xml': `<x:worksheet xmlns:x="m"><x:sheetData><x:row r="3"><x:c r="B3" t="str"><x:v>会社名</x:v></x:c></x:row><x:row r="7"><x:c r="B7" t="str"><x:v>七社</x:v></x:c></x:row></x:sheetData></x:worksheet>`,
    });
    const second = await importing(services, 'organisation', prefixed, { dryRun: true });
    expect(second.plan.rows).toMatchObject([{ row: 7, action: 'create', values: { name: { ja: '七社' } } }]);
  });

  it('a million empty rows, styled or not, cost nothing and hide nothing', async () => {
    const services = await temporaryRegistry();
    const rows = Array.from({ length: 1_000_000 }, (_none, index) => `<row r="${index + 2}"/>`);
    const styled = Array.from({ length: 50_000 }, (_none, index) => {
      const number = 1_000_002 + index;
      return `<row r="${number}" spans="1:2"><c r="A${number}" s="1"/><c r="B${number}" s="1"/></row>`;
    });
    const last = `<row r="1048576">${inline('A1048576', '最後の会社')}</row>`;
    const file = await workbookAround(header + rows.join('') + styled.join('') + last);
    const { plan } = await importing(services, 'organisation', file, { dryRun: true });
    expect(plan.rows).toMatchObject([
      { row: 1_048_576, action: 'create', values: { name: { ja: '最後の会社' } } },
    ]);
    const blank = await importing(services, 'organisation', `会社名\n${'\n'.repeat(1_000_000)}末社\n`, {
      dryRun: true,
    });
    expect(blank.plan.rows).toMatchObject([{ row: 1_000_002, action: 'create' }]);
  });

  it('macros and pictures are never unpacked', async () => {
    const services = await temporaryRegistry();
    const file = await workbookAround(`${header}<row r="2">${inline('A2', 'マクロ社')}</row>`, {
      'xl/vbaProject.bin': Buffer.from('not looked at'),
    });
    // A part whose content is broken: reading it would fail.
    const zip = Buffer.from(file);
    const at = zip.indexOf('xl/vbaProject.bin');
    zip.writeUInt32LE(0xdeadbeef, at - 16);
    const { plan } = await importing(services, 'organisation', zip, { dryRun: true });
    expect(plan.rows).toMatchObject([{ action: 'create', values: { name: { ja: 'マクロ社' } } }]);
  });

  it('headers that stand twice are told, and the first one is read', async () => {
    const services = await temporaryRegistry();
    const report = await reportFor(
      services,
      'organisation',
      csvOf([
        ['会社名', '会社名', '備考'],
        ['一番', '二番', 'x'],
      ]),
      { dryRun: true },
    );
    expect(report.mapping).toMatchObject([
      { by: 'name', target: 'name' },
      { by: 'duplicate', target: null },
      { by: 'name' },
    ]);
    expect(report).toMatchObject({ create: 1, errors: [] });
  });

  it('cells of a megabyte and control characters are errors of their rows', async () => {
    const services = await temporaryRegistry();
    const report = await reportFor(
      services,
      'organisation',
      csvOf([
        ['会社名', '内容確認日', '本国', '備考'],
        ['良い会社', '', '', ''],
        ['あ'.repeat(1_000_000), '', '', ''],
        ['x', `x${' '.repeat(1_000_000)}x`, '/'.repeat(1_000_000), '[{'.repeat(500_000)],
        ['y', '', '', 'bell\u0007'],
      ]),
    );
    expect(report.create).toBe(1);
    expect(report.errors.map(({ row, code }) => ({ row, code }))).toEqual([
      { row: 3, code: 'tooLong' },
      { row: 4, code: 'tooLong' },
      { row: 4, code: 'tooLong' },
      { row: 5, code: 'controlCharacter' },
    ]);
    expect(JSON.stringify(report).length).toBeLessThan(20_000);
  });
});

describe('zip bombs', () => {
  it('that say how large they are', async () => {
    const services = await temporaryRegistry();
    const file = bomb(Buffer.alloc(1024), importLimits.partBytes + 1);
    expect(await refused(services, file)).toBe('IMPORT_TOO_LARGE');
  });

  it('that lie about it', async () => {
    const services = await temporaryRegistry();
    const file = bomb(Buffer.alloc(12 * 1024 * 1024, '<row r="1"/>'), 100);
    const work = importing(services, 'organisation', file, {
      options: { limits: { ...importLimits, partBytes: 4 * 1024 * 1024 } },
    });
    expect(await refusalOf(work)).toBe('IMPORT_TOO_LARGE');
  });

  it.each([
    ['a row without end', `<row r="1">${'<c r="A1">'.repeat(200_000)}`],
    ['a tag without end', `<row r="1"><c r="${'A'.repeat(2_000_000)}`],
    ['tags that are never closed', `<row r="1">${'<c '.repeat(300_000)}</row>`],
  ])('made of %s', async (_what, markup) => {
    const services = await temporaryRegistry();
    const options = { limits: { ...importLimits, rowCharacters: 1024 * 1024 } };
    const work = importing(services, 'organisation', await workbookAround(markup), { options });
    expect(await refusalOf(work)).toMatch(/^IMPORT_(?:TOO_LARGE|DAMAGED)$/);
  });

  it('made of entities within entities', async () => {
    const services = await temporaryRegistry();
    const doctype = `<!DOCTYPE w [<!ENTITY a "${'x'.repeat(1000)}"><!ENTITY b "&a;&a;&a;&a;">]>`;
    const file = await workbookAround('', {
      'xl/worksheets/data.xml': `${doctype}<worksheet><sheetData>${header}<row r="2">${inline('A2', '&b;&b;&b;')}</row></sheetData></worksheet>`,
    });
    const { plan } = await importing(services, 'organisation', file, { dryRun: true });
    expect(plan.rows).toMatchObject([{ action: 'create', values: { name: { en: '&b;&b;&b;' } } }]);
  });

  it('too many rows, cells or columns', async () => {
    const services = await temporaryRegistry();
    for (const limits of [
      { ...importLimits, rows: 3 },
      { ...importLimits, cells: 5 },
      { ...importLimits, columns: 1 },
    ]) {
      const rows = [['会社名', '備考'], ...Array.from({ length: 4 }, (_none, index) => [`社${index}`, 'x'])];
      for (const file of [csvOf(rows), await workbookOf(rows)]) {
        expect(await refusalOf(importing(services, 'organisation', file, { options: { limits } }))).toBe(
          'IMPORT_TOO_LARGE',
        );
      }
    }
  });
});

function broken(): Buffer {
  const text = Buffer.from('会社名,備考\n一社,これは日本語の文章です\n二社,二番目の行です\n');
  const at = text.indexOf('二番');
  return Buffer.concat([text.subarray(0, at), Buffer.from([0xe3, 0x81]), text.subarray(at)]);
}

/** A compound file as far as its kind can be told: the signature, and the name of a stream in its directory. */
function ole(stream: string): Buffer {
  return Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(1016),
    Buffer.from(stream, 'utf16le'),
    Buffer.alloc(512),
  ]);
}

/** A zip file with one part, whose size the directory states as it is told. */
function bomb(content: Buffer, statedBytes: number): Buffer {
  const name = Buffer.from('xl/workbook.xml');
  const packed = deflateRawSync(content);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt16LE(name.length, 26);
  const relations = Buffer.from('xl/_rels/workbook.xml.rels');
  const entry = (entryName: Buffer) => {
    const bytes = Buffer.alloc(46);
    bytes.writeUInt32LE(0x02014b50, 0);
    bytes.writeUInt16LE(8, 10);
    bytes.writeUInt32LE(crc32(content), 16);
    bytes.writeUInt32LE(packed.length, 20);
    bytes.writeUInt32LE(statedBytes, 24);
    bytes.writeUInt16LE(entryName.length, 28);
    return Buffer.concat([bytes, entryName]);
  };
  const directory = Buffer.concat([entry(name), entry(relations)]);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(2, 8);
  end.writeUInt16LE(2, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(local.length + name.length + packed.length, 16);
  return Buffer.concat([local, name, packed, directory, end]);
}
