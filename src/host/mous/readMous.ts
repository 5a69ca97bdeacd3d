import type { MouLine, MouRow } from '#contract/domainSchemas.ts';
import { MusubiError } from '#core/errors/musubiError.ts';
import type { Visibility } from '#core/kinds/choices.ts';
import type { LanguageMap } from '#core/kinds/fieldTypes.ts';
import { type MouStanding, mouStanding, renewalWarningMonths } from '#core/mous/mouStanding.ts';
import { renewalDraft } from '#core/mous/renewalDraft.ts';
import { renewalLine } from '#core/mous/renewalLine.ts';
import { visibleTo } from '#core/records/audience.ts';
import type { Statements } from '#db/statements.ts';
import type { RegistryReader } from '../registry/reader.ts';

interface Row {
  readonly id: string;
  readonly label: string;
  readonly type: string | null;
  readonly status: string | null;
  readonly date: string | null;
  readonly valid_from: string | null;
  readonly valid_until: string | null;
  readonly renewal_of: string | null;
}

/**
 * The memorandums that an audience may see, with their standing on a day; what renews one invisibly does not count.
 * @param among only these and what renews them; all when left out
 */
export function readMous(
  statements: Statements,
  audience: Visibility,
  today: string,
  among?: readonly string[],
): MouRow[] {
  const rows = statements.all<Row>(
    `SELECT record.id, record.label, mou.type, mou.status, mou.date, mou.valid_from, mou.valid_until, mou.renewal_of
     FROM record JOIN mou ON mou.id = record.id
     WHERE record.kind = 'mou' AND record.deleted_at IS NULL
       AND record.visibility IN (SELECT value FROM json_each(?))
       ${
         among
           ? `AND record.id IN (SELECT value FROM json_each(?) UNION
                SELECT link.from_id FROM json_each(?) AS wanted
                JOIN link ON link.to_id = wanted.value AND link.field = 'renewalOf')`
           : ''
       }`,
    JSON.stringify(visibleTo(audience)),
    ...(among ? [JSON.stringify(among), JSON.stringify(among)] : []),
  );
  const visible = new Set(rows.map(({ id }) => id));
  const plain = rows.map((row) => ({
    id: row.id,
    label: JSON.parse(row.label) as LanguageMap,
    ...known('type', row.type),
    ...known('status', row.status),
    ...known('date', row.date),
    ...known('validFrom', row.valid_from),
    ...known('validUntil', row.valid_until),
    ...known('renewalOf', row.renewal_of !== null && visible.has(row.renewal_of) ? row.renewal_of : null),
  }));
  const renewals = Map.groupBy(plain, ({ renewalOf }) => renewalOf);
  return plain.map((mou) => ({
    ...mou,
    standing: mouStanding(mou, renewals.get(mou.id) ?? [], today),
  }));
}

export function readMouStandings(
  statements: Statements,
  audience: Visibility,
  today: string,
): Record<string, MouStanding> {
  return Object.fromEntries(readMous(statements, audience, today).map(({ id, standing }) => [id, standing]));
}

/** @throws MusubiError NOT_FOUND, also for what is no memorandum or not for this audience */
export function readMouLine(
  statements: Statements,
  reader: RegistryReader,
  id: string,
  audience: Visibility,
  today: string,
): MouLine {
  const { record } = reader.get(id, audience);
  if (record.kind !== 'mou') throw new MusubiError('NOT_FOUND', { kind: 'mou', id });
  return {
    items: renewalLine(id, readMous(statements, audience, today)),
    warningMonths: renewalWarningMonths,
    draft: renewalDraft(record),
  };
}

function known<Name extends string>(name: Name, value: string | null): { [Key in Name]?: string } {
  return value === null ? {} : ({ [name]: value } as { [Key in Name]?: string });
}
