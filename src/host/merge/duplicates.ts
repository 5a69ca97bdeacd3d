import { MusubiError } from '#core/errors/musubiError.ts';
import { RecordIndex } from '#core/import/plan/recordIndex.ts';
import type { KindName, LanguageMap } from '#core/kinds/fieldTypes.ts';
import { type DuplicatePair, findDuplicates, pairKey } from '#core/merge/findDuplicates.ts';
import { findRecord, readLabels } from '#db/queries/records.ts';
import type { Statements } from '#db/statements.ts';
import { createLookup } from '../import/registryLookup.ts';
import type { JobProgress } from '../jobs/runAsJob.ts';

export interface NamedRecord {
  readonly id: string;
  readonly kind: KindName;
  readonly label: LanguageMap;
}

export interface FoundDuplicate {
  readonly records: readonly [NamedRecord, NamedRecord];
  readonly score: number;
  readonly because: readonly string[];
}

/** Milliseconds of work after which others get their turn. */
const slice = 30;

/** Pairs of a kind that may be one record, without those that a person has told apart on this device. */
export async function listDuplicates(
  statements: Statements,
  kind: KindName,
  options: { signal?: AbortSignal | undefined; onProgress?: JobProgress } = {},
): Promise<FoundDuplicate[]> {
  const toldApart = new Set(readToldApart(statements, kind));
  const steps = findDuplicates(kind, [...createLookup(statements).identities(kind)]);
  let started = Date.now();
  for (;;) {
    const step = steps.next();
    if (step.done) {
      options.onProgress?.('compare', 1);
      return named(
        statements,
        step.value.filter(({ ids }) => !toldApart.has(pairKey(ids))),
      );
    }
    if (Date.now() - started < slice) continue;
    options.onProgress?.('compare', step.value);
    await new Promise((resolve) => setImmediate(resolve));
    if (options.signal?.aborted) throw new MusubiError('CANCELLED');
    started = Date.now();
  }
}

/** Records that one record may be the same as, the likeliest first. */
export function duplicatesOf(statements: Statements, id: string): FoundDuplicate[] {
  const found = findRecord(statements, id);
  if (!found) throw new MusubiError('NOT_FOUND', { id });
  const { kind } = found;
  const records = [...createLookup(statements).identities(kind)];
  const own = records.find((record) => record.id === id);
  if (!own) return [];
  const pairs = new RecordIndex(kind, records)
    .candidates(own.values, id)
    .map(({ id: other, score, because }): DuplicatePair => ({ ids: [id, other], score, because }));
  return named(statements, pairs);
}

function named(statements: Statements, pairs: readonly DuplicatePair[]): FoundDuplicate[] {
  const labels = readLabels(
    statements,
    pairs.flatMap(({ ids }) => ids),
  );
  const record = (id: string): NamedRecord | undefined => {
    const label = labels.get(id);
    return label && { id, kind: label.kind, label: label.label };
  };
  return pairs.flatMap(({ ids: [a, b], score, because }) => {
    const [first, second] = [record(a), record(b)];
    return first && second ? [{ records: [first, second] as const, score, because }] : [];
  });
}

const keyOf = (kind: KindName) => `duplicates.apart.${kind}`;
/** The oldest are let go; nobody tells that many apart by hand. */
const mostToldApart = 20_000;

function readToldApart(statements: Statements, kind: KindName): string[] {
  const row = statements.get<{ value: string }>('SELECT value FROM setting WHERE key = ?', keyOf(kind));
  return row ? (JSON.parse(row.value) as string[]) : [];
}

/** Remembers, on this device, that two records are not the same; `apart` false takes it back. */
export function tellApart(
  statements: Statements,
  kind: KindName,
  ids: readonly [string, string],
  apart: boolean,
) {
  const key = pairKey(ids);
  const others = readToldApart(statements, kind).filter((known) => known !== key);
  const pairs = apart ? [...others, key].slice(-mostToldApart) : others;
  statements.run(
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    keyOf(kind),
    JSON.stringify(pairs),
  );
}
