import type { KindName } from '#core/kinds/fieldTypes.ts';
import { definitionOf } from '#core/kinds/index.ts';
import type { Statements } from '#db/statements.ts';

/** What a link of a record on the map points to. */
export interface MapTarget {
  readonly kind: KindName;
  readonly latitude: number | null;
  readonly longitude: number | null;
  /** Of a concept: `sector`, `challenge`, … */
  readonly conceptType: string | null;
}

export interface MapLink {
  readonly field: string;
  readonly to: string;
  readonly target: MapTarget;
}

/** Kinds that are followed on the way to a place although the map was not asked for them. */
const alwaysFollowed: readonly KindName[] = ['city', 'study', 'project', 'organisation'];
const none: readonly MapLink[] = [];

/**
 * The links that say where records stand and what they are about, read for many records at once. Most records point to
 * the same few cities, countries and concepts: those are looked up once.
 */
export class MapLinks {
  readonly #statements: Statements;
  readonly #followed: ReadonlySet<KindName>;
  /** Of the audience, as JSON. */
  readonly #visible: string;
  readonly #links = new Map<string, MapLink[]>();
  /** Null for what is not there, or not for this audience. */
  readonly #targets = new Map<string, MapTarget | null>();

  constructor(statements: Statements, kinds: readonly KindName[], visible: string) {
    this.#statements = statements;
    this.#followed = new Set([...kinds, ...alwaysFollowed]);
    this.#visible = visible;
  }

  /** Of a record that was read before, in the order of field and target. */
  of(id: string): readonly MapLink[] {
    return this.#links.get(id) ?? none;
  }

  /** Reads those of records that are there and were not read before. */
  read(records: readonly { readonly id: string; readonly kind: KindName }[]) {
    const kinds = new Map<string, KindName>();
    for (const { id, kind } of records)
      if (this.#followed.has(kind) && !this.#links.has(id)) kinds.set(id, kind);
    if (kinds.size === 0) return;
    const rows = this.#statements.all<{ from: string; field: string; to: string }>(
      `SELECT from_id AS "from", field, to_id AS "to" FROM link
       WHERE from_id IN (SELECT value FROM json_each(?)) ORDER BY from_id, field, to_id`,
      JSON.stringify([...kinds.keys()]),
    );
    this.#readTargets(rows);
    for (const id of kinds.keys()) this.#links.set(id, []);
    for (const { from, field, to } of rows) {
      const target = this.#targets.get(to);
      const kind = kinds.get(from);
      if (target && kind && says(kind, field, target)) this.#links.get(from)?.push({ field, to, target });
    }
  }

  #readTargets(rows: readonly { readonly to: string }[]) {
    const unknown = [...new Set(rows.map(({ to }) => to))].filter((id) => !this.#targets.has(id));
    if (unknown.length === 0) return;
    for (const id of unknown) this.#targets.set(id, null);
    const found = this.#statements.all<MapTarget & { readonly id: string }>(
      `SELECT record.id, record.kind, latitude, longitude, concept.type AS conceptType
       FROM record LEFT JOIN concept ON record.kind = 'concept' AND concept.id = record.id
       WHERE record.id IN (SELECT value FROM json_each(?)) AND record.deleted_at IS NULL
         AND record.visibility IN (SELECT value FROM json_each(?))`,
      JSON.stringify(unknown),
      this.#visible,
    );
    for (const { id, ...target } of found) this.#targets.set(id, target);
  }
}

/** Whether the map reads anything from the link: a place, a country, a sector or a challenge. */
function says(kind: KindName, field: string, target: MapTarget): boolean {
  return (
    target.kind === 'country' ||
    target.conceptType === 'sector' ||
    target.conceptType === 'challenge' ||
    field === 'country' ||
    (definitionOf(kind).place ?? []).includes(field)
  );
}
