import type { LinkedRecord, RecordDetail } from '#contract/schemas.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';

/** One linked record with every way in which it is linked. */
export interface Relation {
  readonly record: LinkedRecord;
  readonly ways: readonly Pick<LinkedRecord, 'field' | 'direction' | 'role'>[];
}

export interface RelationGroup {
  readonly kind: KindName;
  readonly relations: readonly Relation[];
}

/** What a project-formation officer asks about first comes first; terms, which are many, come last. */
const order: readonly KindName[] = [
  'study',
  'followUp',
  'project',
  'need',
  'mou',
  'event',
  'organisation',
  'solution',
  'mission',
  'missionNote',
  'verdict',
  'programme',
  'precedent',
  'measure',
  'contact',
  'attachment',
  'city',
  'country',
  'concept',
];

/** Links gathered by kind, a record that is linked in several ways standing once. */
export function relationGroups({ links }: Pick<RecordDetail, 'links'>): RelationGroup[] {
  return order.flatMap((kind) => {
    const byId = new Map<string, { record: LinkedRecord; ways: Relation['ways'][number][] }>();
    for (const link of links[kind] ?? []) {
      const way = { field: link.field, direction: link.direction, role: link.role };
      const known = byId.get(link.id);
      if (known) known.ways.push(way);
      else byId.set(link.id, { record: link, ways: [way] });
    }
    return byId.size > 0 ? [{ kind, relations: [...byId.values()] }] : [];
  });
}
