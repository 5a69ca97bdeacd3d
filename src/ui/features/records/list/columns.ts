import { computedFieldsOf } from '#core/completeness/computedFields.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { definitionOf, fieldsOf } from '#core/kinds/index.ts';

export interface ListColumn {
  readonly field: string;
  /** Pixels. */
  readonly width: number;
  readonly align: 'start' | 'end';
  readonly sortable: boolean;
}

type Plan = readonly (readonly [field: string, width: number])[];

/** What a reader wants to see first of each kind; the name always leads. Kinds not named show their declared columns. */
const plans: Partial<Record<KindName, Plan>> = {
  city: [
    ['name', 220],
    ['country', 130],
    ['population', 200],
    ['type', 120],
    ['focusAreas', 240],
    ['hazards', 240],
  ],
  need: [
    ['title', 340],
    ['city', 170],
    ['state', 120],
    ['statedOn', 140],
    ['challenges', 300],
    ['origin', 180],
  ],
  organisation: [
    ['name', 280],
    ['type', 140],
    ['homeCountry', 120],
    ['industry', 200],
    ['solutionAreas', 280],
    ['jascaMember', 120],
  ],
  solution: [
    ['title', 340],
    ['organisation', 220],
    ['maturity', 170],
    ['technologies', 260],
    ['challenges', 260],
  ],
  study: [
    ['title', 380],
    ['fiscalYear', 180],
    ['programme', 170],
    ['status', 110],
    ['countries', 130],
    ['cities', 150],
    ['owner', 140],
  ],
  followUp: [
    ['title', 320],
    ['due', 160],
    ['status', 120],
    ['responsible', 200],
    ['study', 280],
    ['city', 160],
    ['date', 160],
  ],
  project: [
    ['title', 340],
    ['stage', 150],
    ['cities', 180],
    ['programme', 260],
    ['studies', 260],
  ],
  mou: [
    ['title', 380],
    ['date', 170],
    ['status', 180],
    ['validUntil', 170],
    ['type', 160],
    ['countries', 160],
    ['cities', 170],
  ],
  event: [
    ['name', 360],
    ['start', 180],
    ['type', 170],
    ['status', 110],
    ['place', 190],
    ['country', 130],
    ['mode', 150],
  ],
  programme: [
    ['name', 360],
    ['category', 160],
    ['status', 140],
    ['owner', 220],
    ['years', 180],
  ],
  precedent: [
    ['title', 360],
    ['fiscalYear', 190],
    ['prefecture', 120],
    ['place', 150],
    ['implementer', 210],
    ['sectors', 240],
  ],
  country: [
    ['name', 220],
    ['capital', 170],
    ['role', 240],
    ['languages', 240],
    ['currency', 180],
  ],
  concept: [
    ['label', 300],
    ['type', 170],
    ['broader', 280],
    ['hub', 150],
  ],
  measure: [
    ['indicator', 320],
    ['study', 280],
    ['project', 240],
    ['unit', 110],
    ['baseline', 120],
    ['target', 120],
  ],
};

const endAligned = new Set(['integer', 'number', 'date']);
/** Structured values that a list shows as one number or span of years. */
const endAlignedFields = new Set(['population', 'years']);

export function columnsOf(kind: KindName): readonly ListColumn[] {
  const definition = definitionOf(kind);
  const declared: Plan = Object.entries(definition.fields)
    .filter(([, field]) => field.column)
    .map(([name, field]) => [name, name === definition.label ? 320 : widthOf(field.type)] as const);
  return (plans[kind] ?? declared).map(([field, width]) => {
    const type = fieldsOf(kind)[field]?.type ?? 'text';
    return {
      field,
      width,
      align: endAligned.has(type) || endAlignedFields.has(field) ? 'end' : 'start',
      sortable: !['objects', 'texts', 'languageTexts'].includes(type),
    };
  });
}

/** Every column that a list of the kind can show: the usual ones first, then all other fields. */
export function offeredColumns(kind: KindName): readonly ListColumn[] {
  const usual = columnsOf(kind);
  const named = new Set(usual.map((column) => column.field));
  const others = Object.entries(fieldsOf(kind))
    .filter(([name, definition]) => !named.has(name) && definition.type !== 'choiceMap' && name !== 'sources')
    .map(([field, definition]): ListColumn => {
      const numeric = endAligned.has(definition.type);
      const sortable = !['objects', 'texts', 'languageTexts', 'languageTextLists'].includes(definition.type);
      return { field, width: numeric ? 140 : 220, align: numeric ? 'end' : 'start', sortable };
    });
  const computed = computedFieldsOf(kind).map(
    (field): ListColumn => ({ field, width: field === 'review' ? 210 : 150, align: 'start', sortable: true }),
  );
  return [...usual, ...computed, ...others, { field: 'updatedAt', width: 200, align: 'end', sortable: true }];
}

function widthOf(type: string): number {
  if (type === 'date') return 160;
  if (type === 'integer' || type === 'number') return 120;
  if (type === 'references') return 240;
  return 180;
}

/** Fields by which a list is usually grouped, the most useful first. */
const groupings: Partial<Record<KindName, readonly string[]>> = {
  city: ['country', 'type'],
  need: ['city', 'state', 'origin'],
  organisation: ['type', 'homeCountry'],
  solution: ['maturity', 'organisation'],
  study: ['fiscalYear', 'programme', 'status', 'owner'],
  followUp: ['status', 'responsible', 'city'],
  project: ['stage', 'programme'],
  mou: ['status', 'type'],
  event: ['type', 'status', 'country'],
  programme: ['category', 'status'],
  precedent: ['fiscalYear', 'programmeId'],
  concept: ['type'],
  country: ['role'],
};

/** Types whose values the host can count, and so put under headings. */
const groupable = new Set(['choice', 'reference', 'references', 'choiceMap', 'texts', 'boolean', 'date']);

/** Every field that a list can be grouped by, the usual ones first. */
export function groupingsOf(kind: KindName): readonly string[] {
  const others = Object.entries(fieldsOf(kind))
    .filter(([, definition]) => groupable.has(definition.type))
    .map(([name]) => name);
  return [...new Set([...(groupings[kind] ?? []), ...computedFieldsOf(kind), ...others])];
}
