import type { Relations, RelationsMatrix } from '#contract/domainSchemas.ts';
import type { RecordLabel } from '#contract/schemas.ts';
import type { Visibility } from '#core/kinds/choices.ts';
import type { KindName, LanguageMap } from '#core/kinds/fieldTypes.ts';
import { maySee, visibleTo } from '#core/records/audience.ts';
import {
  citiesOf,
  cooperationMatrix,
  organisationsAt,
  partnersOf,
  type Work,
} from '#core/relations/cooperation.ts';
import { readLabels } from '#db/queries/records.ts';
import type { Statements } from '#db/statements.ts';
import type { RegistryReader } from '../registry/reader.ts';

/** By which fields organisations and cities belong to a work. Who merely answers for a follow-up is no partner. */
const workKinds = ['study', 'mou', 'project', 'event', 'precedent'] as const;
const memberFields = ['consortium', 'parties', 'organisations', 'attendees', 'implementerOrgId'];
const mostOutcomes = 50;

/** Who worked with whom and where, as an audience may know it: hidden works and hidden partners count nowhere. */
export function readRelations(
  statements: Statements,
  reader: RegistryReader,
  id: string,
  audience: Visibility,
): Relations {
  const { record } = reader.get(id, audience);
  const works = readWorks(statements, audience, worksTouching(statements, id));
  const own = works.filter(({ members, cities }) => members.includes(id) || cities.includes(id));
  const partners = record.kind === 'organisation' ? partnersOf(id, works) : [];
  const cities = record.kind === 'organisation' ? citiesOf(id, works) : [];
  const organisations = record.kind === 'city' ? organisationsAt(id, works) : [];
  const outcomes = readOutcomes(
    statements,
    audience,
    own.map((work) => work.id),
  );
  const named = [...partners, ...cities, ...organisations];
  return {
    partners,
    cities,
    organisations,
    outcomes,
    labels: labelsFor(statements, audience, [
      ...named.map((shared) => shared.id),
      ...named.flatMap((shared) => shared.works),
      ...outcomes.flatMap((outcome) => [outcome.id, outcome.about]),
    ]),
  };
}

export function readMatrix(
  statements: Statements,
  audience: Visibility,
  size: { readonly rows: number; readonly columns: number; readonly country?: string | undefined },
): RelationsMatrix {
  const works = readWorks(statements, audience);
  const inCountry =
    size.country === undefined
      ? undefined
      : new Set(
          statements
            .all<{ id: string }>('SELECT id FROM city WHERE country = ?', size.country)
            .map((row) => row.id),
        );
  const placed = inCountry
    ? works.map((work) => ({ ...work, cities: work.cities.filter((city) => inCountry.has(city)) }))
    : works;
  const matrix = cooperationMatrix(placed, size.rows, size.columns);
  const shown = [...matrix.organisations, ...matrix.cities];
  return {
    ...matrix,
    labels: labelsFor(
      statements,
      audience,
      shown.map(({ id }) => id),
    ),
  };
}

function worksTouching(statements: Statements, id: string): string[] {
  return statements
    .all<{ id: string }>('SELECT DISTINCT from_id AS id FROM link WHERE to_id = ?', id)
    .map((row) => row.id);
}

/** @param among only these works; all when left out */
function readWorks(statements: Statements, audience: Visibility, among?: readonly string[]): Work[] {
  const visible = JSON.stringify(visibleTo(audience));
  const rows = statements.all<{ id: string; kind: KindName; field: string; to: string; target: KindName }>(
    `SELECT work.id, work.kind, link.field, link.to_id AS "to", target.kind AS target
     FROM record AS work JOIN link ON link.from_id = work.id JOIN record AS target ON target.id = link.to_id
     WHERE work.kind IN (SELECT value FROM json_each(?)) AND work.deleted_at IS NULL
       AND work.visibility IN (SELECT value FROM json_each(?))
       AND target.kind IN ('organisation', 'city') AND target.deleted_at IS NULL
       AND target.visibility IN (SELECT value FROM json_each(?))
       ${among ? 'AND work.id IN (SELECT value FROM json_each(?))' : ''}
     ORDER BY work.date DESC NULLS LAST, work.fiscal_year DESC NULLS LAST, work.id`,
    JSON.stringify(workKinds),
    visible,
    visible,
    ...(among ? [JSON.stringify(among)] : []),
  );
  const works = new Map<string, { id: string; kind: KindName; members: string[]; cities: string[] }>();
  for (const row of rows) {
    const known = works.get(row.id) ?? { id: row.id, kind: row.kind, members: [], cities: [] };
    works.set(row.id, known);
    if (row.target === 'city') known.cities.push(row.to);
    else if (memberFields.includes(row.field)) known.members.push(row.to);
  }
  return [...works.values()];
}

function readOutcomes(
  statements: Statements,
  audience: Visibility,
  works: readonly string[],
): Relations['outcomes'] {
  const rows = statements.all<{
    id: string;
    about: string;
    date: string | null;
    status: string | null;
    outcome: string | null;
  }>(
    `SELECT follow_up.id, min(link.to_id) AS about, follow_up.date, follow_up.status, follow_up.outcome
     FROM link JOIN follow_up ON follow_up.id = link.from_id JOIN record ON record.id = follow_up.id
     WHERE link.to_id IN (SELECT value FROM json_each(?)) AND link.field IN ('study', 'project', 'event')
       AND record.deleted_at IS NULL AND record.visibility IN (SELECT value FROM json_each(?))
     GROUP BY follow_up.id
     ORDER BY follow_up.date DESC NULLS LAST, follow_up.id LIMIT ${mostOutcomes}`,
    JSON.stringify(works),
    JSON.stringify(visibleTo(audience)),
  );
  return rows.map(({ id, about, date, status, outcome }) => ({
    id,
    about,
    ...(date ? { date } : {}),
    ...(status ? { status } : {}),
    ...(outcome ? { outcome: JSON.parse(outcome) as LanguageMap } : {}),
  }));
}

function labelsFor(
  statements: Statements,
  audience: Visibility,
  ids: readonly string[],
): Record<string, RecordLabel> {
  const labels: Record<string, RecordLabel> = {};
  for (const [id, { kind, label, visibility }] of readLabels(statements, ids))
    if (maySee(audience, visibility)) labels[id] = { kind, label };
  return labels;
}
