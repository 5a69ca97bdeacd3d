import type { RecordLabel } from '#contract/schemas.ts';
import type { Visibility } from '#core/kinds/choices.ts';
import { maySee } from '#core/records/audience.ts';
import { readLabels, readRemovedLabels } from '#db/queries/records.ts';
import type { Statements } from '#db/statements.ts';

/** Keys under which answers of matching hold ids of records. */
const idKeys = new Set([
  'id',
  'ids',
  'organisationId',
  'solutionId',
  'needId',
  'cityId',
  'studyId',
  'verdictId',
  'conceptId',
  'conceptIds',
  'matchedConceptId',
  'dataAssetId',
  'technologyId',
  'first',
  'city',
  'country',
  'about',
  'cities',
  'countries',
  'missing',
  'covered',
  'uncovered',
  'nobodyOffers',
  'sectors',
  'localGovernments',
  'source',
  'target',
  'onlySource',
  'onlyTarget',
  'gained',
  'lost',
  'concepts',
]);

/** Names of all records that an answer points to and the audience may see. */
export function labelsOf(
  statements: Statements,
  answer: unknown,
  audience: Visibility,
): Record<string, RecordLabel> {
  return labelsOfIds(statements, idsIn(answer), audience);
}

/** The same with the last names of records that were removed since, marked so: what was noted then can still be read. */
export function labelsWithRemoved(
  statements: Statements,
  answer: unknown,
  audience: Visibility,
): Record<string, RecordLabel> {
  const ids = idsIn(answer);
  const labels = labelsOfIds(statements, ids, audience);
  for (const [id, { kind, label, visibility }] of readRemovedLabels(statements, ids))
    if (maySee(audience, visibility)) labels[id] = { kind, label, removed: true };
  return labels;
}

function idsIn(answer: unknown): Set<string> {
  const ids = new Set<string>();
  collectIds(answer, false, ids);
  return ids;
}

function labelsOfIds(
  statements: Statements,
  ids: ReadonlySet<string>,
  audience: Visibility,
): Record<string, RecordLabel> {
  const labels: Record<string, RecordLabel> = {};
  for (const [id, { kind, label, visibility }] of readLabels(statements, ids))
    if (maySee(audience, visibility)) labels[id] = { kind, label };
  return labels;
}

function collectIds(value: unknown, underIdKey: boolean, ids: Set<string>) {
  if (typeof value === 'string') {
    if (underIdKey) ids.add(value);
  } else if (Array.isArray(value)) {
    for (const member of value) collectIds(member, underIdKey, ids);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(value)) collectIds(member, idKeys.has(key), ids);
  }
}
