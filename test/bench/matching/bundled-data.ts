import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LanguageTexts, MatchingData } from '#core/matching/index.ts';

type Row = Record<string, unknown>;

/** The bundled starting data in the shape that matching reads. */
export function readBundledData(folder = join(process.cwd(), 'resources', 'data')): MatchingData {
  const rows = (name: string): Row[] =>
    JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Row[];
  const organisations = rows('organisations');
  const data = {
    concepts: rows('taxonomy').map((row) => ({
      ...camelCased(row),
      type: row.kind,
      label: row.labels ?? row.label,
    })),
    countries: rows('countries').map((row) => ({ ...camelCased(row), id: row.code, name: row.names })),
    cities: rows('cities').map((row) => ({ ...camelCased(row), name: row.names })),
    organisations: organisations.map((row) => camelCased(row)),
    solutions: organisations.flatMap((row) =>
      (row.solutions as Row[]).map((solution) => ({ ...camelCased(solution), organisation: row.id })),
    ),
    needs: rows('needs').map((row) => camelCased(row)),
    studies: rows('studies').map((row) => ({
      ...camelCased(row),
      consortium: (row.consortium as Row[]).map(camelCased),
    })),
    followUps: [],
    projects: [],
    precedents: rows('domestic_cases').map((row) => camelCased(row)),
    mous: rows('mous').map((row) => ({
      ...camelCased(row),
      parties: (row.parties as Row[]).map(camelCased),
    })),
  };
  return data as unknown as MatchingData;
}

/** `title_ja` and `title_en` become `title: {ja, en}`; other keys become camelCase. */
function camelCased(row: Row): Row {
  const result: Row = {};
  for (const [key, value] of Object.entries(row)) {
    const language = /^(.+)_(ja|en)$/.exec(key);
    if (language && (typeof value === 'string' || value === null)) {
      const name = camel(language[1] ?? '');
      const texts: LanguageTexts = { ...(result[name] as LanguageTexts | undefined) };
      result[name] = value === null ? texts : { ...texts, [language[2] ?? '']: value };
    } else {
      result[camel(key)] = value;
    }
  }
  return result;
}

function camel(key: string): string {
  return key.replace(/_([a-z])/g, (_whole, letter: string) => letter.toUpperCase());
}
