import exceljs from 'exceljs';
import papaparse from 'papaparse';
import type { LanguageMap } from '#core/kinds/fieldTypes.ts';
import type { HostServices } from '#host/services.ts';
import type { Corpus } from '../corpus/corpus.ts';

const headers = [
  '会社名',
  '英語名',
  '団体種別',
  '本国',
  '業種',
  '概要',
  '対応分野',
  '要素技術',
  '活動都市',
  '内容確認日',
];

const kana = [...'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワ'];

/** Tells names apart without a number, for names with different numbers are never compared. */
function syllables(number: number): string {
  return [number, number / kana.length, number / kana.length ** 2]
    .map((digit) => kana[Math.floor(digit) % kana.length])
    .join('');
}

function letters(number: number): string {
  return [...number.toString(26).padStart(3, '0')]
    .map((digit) => 'abcdefghijklmnopqrstuvwxyz'[parseInt(digit, 26)])
    .join('');
}

/** A list of organisations as an office keeps it: Japanese names of everything, days of an era, several values in a cell. */
export function memberList(services: HostServices, corpus: Corpus, size: number): string[][] {
  const rows: string[][] = [];
  for (const { kind, values } of corpus.synthetic(Number.MAX_SAFE_INTEGER)) {
    if (kind !== 'organisation') continue;
    const names = (ids: unknown) => {
      const list = (Array.isArray(ids) ? ids : [ids]).map(String);
      const labels = services.reader.labels(list);
      return list.map((id) => labels[id]?.label.ja ?? labels[id]?.label.en ?? '').join('、');
    };
    const text = (field: string, language: string) =>
      (values[field] as LanguageMap | undefined)?.[language] ?? '';
    const number = rows.length + 1;
    rows.push([
      `${text('name', 'ja')}${syllables(number)}株式会社`,
      `${text('name', 'en')} ${letters(number)} Co., Ltd.`,
      String(values.type),
      names(values.homeCountry),
      text('industry', 'ja'),
      text('description', 'ja'),
      names(values.solutionAreas),
      names(values.technologies),
      names(values.citiesActive),
      `令和${5 + (number % 3)}年${1 + (number % 12)}月${1 + (number % 28)}日`,
    ]);
    if (rows.length === size) break;
  }
  return [headers, ...rows];
}

export async function asWorkbook(rows: readonly string[][]): Promise<Uint8Array> {
  const workbook = new exceljs.Workbook();
  const sheet = workbook.addWorksheet('会員');
  for (const row of rows) sheet.addRow(row);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

export function asCsv(rows: readonly string[][]): Uint8Array {
  return Buffer.from(`\uFEFF${papaparse.unparse(rows as string[][])}`);
}
