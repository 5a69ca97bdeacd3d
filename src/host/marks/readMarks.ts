import type { Marks } from '#contract/domainSchemas.ts';
import type { Visibility } from '#core/kinds/choices.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { type MarkedFacts, marksOf } from '#core/marks/recordMarks.ts';
import { visibleTo } from '#core/records/audience.ts';
import type { Statements } from '#db/statements.ts';
import { readMous } from '../mous/readMous.ts';

interface Wanted {
  readonly ids: readonly string[];
  /** All that are linked with this record, either way, count as wanted too. */
  readonly linkedWith?: string | undefined;
}

/** By which columns of a kind's table the rules judge it. */
const columns: Partial<Record<KindName, readonly [table: string, columns: string]>> = {
  organisation: ['organisation', 'review_date AS reviewDate'],
  solution: ['solution', 'review_date AS reviewDate'],
  followUp: ['follow_up', 'date, due, status'],
  need: ['need', 'valid_until AS validUntil, state, derived'],
  mou: ['mou', 'status, valid_until AS validUntil'],
};

/** What to know of records before relying on them, as an audience may know it; hidden and removed ones are not there. */
export function readMarks(
  statements: Statements,
  wanted: Wanted,
  audience: Visibility,
  today: string,
): Marks {
  const records = readWanted(statements, wanted, audience);
  const marks: Record<string, Marks[string]> = {};
  for (const [kind, group] of Map.groupBy(records, (record) => record.kind)) {
    const ids = group.map(({ id }) => id);
    const facts = readFacts(statements, kind, ids);
    const standings =
      kind === 'mou'
        ? new Map(readMous(statements, audience, today, ids).map(({ id, standing }) => [id, standing]))
        : undefined;
    for (const { id, confidence } of group) {
      const standing = standings?.get(id);
      const own = marksOf(
        { ...facts.get(id), kind, confidence, ...(standing === undefined ? {} : { standing }) },
        today,
      );
      if (own.length > 0) marks[id] = own;
    }
  }
  return marks;
}

function readWanted(statements: Statements, { ids, linkedWith }: Wanted, audience: Visibility) {
  return statements.all<{ id: string; kind: KindName; confidence: string | null }>(
    `SELECT id, kind, confidence FROM record
     WHERE id IN (SELECT value FROM json_each(?)
                  UNION SELECT to_id FROM link WHERE from_id = ? UNION SELECT from_id FROM link WHERE to_id = ?)
       AND deleted_at IS NULL AND visibility IN (SELECT value FROM json_each(?))`,
    JSON.stringify(ids),
    linkedWith ?? null,
    linkedWith ?? null,
    JSON.stringify(visibleTo(audience)),
  );
}

function readFacts(
  statements: Statements,
  kind: KindName,
  ids: readonly string[],
): Map<string, Omit<MarkedFacts, 'kind'>> {
  const own = columns[kind];
  if (own === undefined) return new Map();
  const rows = statements.all<{ id: string; derived?: unknown; [field: string]: unknown }>(
    `SELECT id, ${own[1]} FROM ${own[0]} WHERE id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(ids),
  );
  return new Map(
    rows.map(({ id, derived, ...facts }) => [
      id,
      {
        ...Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null)),
        derived: derived === 1,
      },
    ]),
  );
}
