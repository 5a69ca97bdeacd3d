import type { KindName } from '../../kinds/fieldTypes.ts';
import { definitionOf } from '../../kinds/index.ts';
import { fold } from '../../search/fold.ts';
import type { Candidate } from '../importTypes.ts';
import { AlikeNames } from './alikeNames.ts';
import { identityOf, nameKey, textsIn } from './identity.ts';
import { type NameShape, nameSimilarity, shapeOf } from './nameSimilarity.ts';

/** What is known of a record for telling whether another one is the same. */
export interface KnownRecord {
  readonly id: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** The row of the file that makes it, when it is not in the registry yet. */
  readonly row?: number;
}

interface Entry extends KnownRecord {
  readonly label: ReadonlySet<string>;
  readonly names: readonly string[];
  /** Of its names, made when one of them is first compared. */
  shapes?: readonly NameShape[];
}

/** The names of what is looked for. */
interface Subject {
  readonly label: ReadonlySet<string>;
  readonly names: readonly string[];
  /** Of `label`. */
  readonly shapes: readonly NameShape[];
}

export const fewestScore = 0.6;
export const sameScore = 0.9;
const mostCandidates = 5;
const nearest = 0.78;
const mostRemembered = 64;
/** Hosts where many organisations have a page. */
const sharedHosts =
  /(?:^|\.)(?:facebook|linkedin|instagram|x|twitter|youtube|google|github|wix|wordpress|note)\.[a-z]+$/;

/** The records of one kind, found by name, by unique value, by web address, and by likeness. */
export class RecordIndex {
  readonly #kind: KindName;
  readonly #byName = new Map<string, Entry[]>();
  readonly #byUnique = new Map<string, Entry[]>();
  readonly #entries: Entry[] = [];
  readonly #alike = new AlikeNames(nearest);
  readonly #lastKeys = new Map<string, string>();
  /** How many of the entries stand in `#alike`. */
  #compared = 0;

  constructor(kind: KindName, records: Iterable<KnownRecord>) {
    this.#kind = kind;
    for (const record of records) this.add(record);
  }

  add(record: KnownRecord) {
    const { label, names } = this.#namesOf(record.values);
    const entry: Entry = { ...record, label, names };
    for (const name of new Set([...names, fold(record.id)])) push(this.#byName, name, entry);
    for (const key of this.#uniqueKeys(record.values)) {
      push(this.#byUnique, key, entry);
      push(this.#byName, key.slice(key.indexOf(':') + 1), entry);
    }
    this.#entries.push(entry);
  }

  /** Ids of the records with this name; those whose own name it is before those that are also called so. */
  named(text: string, accept: (values: KnownRecord['values']) => boolean = () => true): string[] {
    const key = nameKey(this.#kind, text);
    const found = (key === '' ? [] : (this.#byName.get(key) ?? [])).filter(({ values }) => accept(values));
    const own = found.filter((entry) => entry.label.has(key));
    return [...new Set((own.length > 0 ? own : found).map(({ id }) => id))];
  }

  /**
   * Records that `values` may be about, best first.
   * @param except the id of the record that says so itself
   */
  candidates(values: Readonly<Record<string, unknown>>, except?: string): Candidate[] {
    const { label, names } = this.#namesOf(values);
    const uniqueKeys = this.#uniqueKeys(values);
    const entries = new Set<Entry>();
    for (const name of names) for (const entry of this.#byName.get(name) ?? []) entries.add(entry);
    for (const key of uniqueKeys) for (const entry of this.#byUnique.get(key) ?? []) entries.add(entry);
    const isOther = (entry: Entry) => entry.id !== except;
    if (![...entries].some(isOther))
      for (const name of label) for (const entry of this.#near(name)) entries.add(entry);
    const shapes = entries.size > 0 ? [...label].map(shapeOf) : [];
    return [...entries]
      .filter(isOther)
      .map((entry) => this.#judge(entry, values, { label, names, shapes }, uniqueKeys))
      .filter(({ score }) => score >= fewestScore)
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
      .slice(0, mostCandidates);
  }

  #judge(
    entry: Entry,
    values: Readonly<Record<string, unknown>>,
    subject: Subject,
    uniqueKeys: readonly string[],
  ): Candidate {
    const because: string[] = [];
    let score = this.#nameScore(entry, subject, because);
    for (const { field, unknown } of identityOf(this.#kind).within) {
      const agreement = agree(values[field], entry.values[field]);
      if (agreement === 'same') because.push('sameContext');
      score *= agreement === 'same' ? 1 : agreement === 'unknown' ? unknown : 0.5;
    }
    const own = new Set(this.#uniqueKeys(entry.values));
    for (const key of uniqueKeys) {
      if (!own.has(key)) continue;
      const isHost = key.startsWith('host:');
      because.push(isHost ? 'sameDomain' : 'sameKey');
      score = isHost ? Math.max(0.75, Math.min(1, score + 0.15)) : Math.max(0.97, score);
    }
    return {
      id: entry.id,
      kind: this.#kind,
      score: Math.round(score * 100) / 100,
      because,
      ...(entry.row === undefined ? {} : { row: entry.row }),
    };
  }

  #nameScore(entry: Entry, { label, names, shapes }: Subject, because: string[]): number {
    if ([...label].some((name) => entry.label.has(name))) {
      because.push('sameName');
      return 1;
    }
    if (names.some((name) => entry.names.includes(name))) {
      because.push('otherName');
      return 0.96;
    }
    entry.shapes ??= entry.names.map(shapeOf);
    const others = entry.shapes;
    const likeness = Math.max(
      0,
      ...shapes.flatMap((shape) => others.map((other) => nameSimilarity(shape, other))),
    );
    if (likeness < nearest) return 0;
    because.push('similarName');
    return likeness * 0.88;
  }

  /** The entries that have a name like this one. */
  *#near(name: string): Iterable<Entry> {
    for (; this.#compared < this.#entries.length; this.#compared += 1)
      for (const own of (this.#entries[this.#compared] as Entry).names) this.#alike.add(own, this.#compared);
    for (const place of this.#alike.find(name)) yield this.#entries[place] as Entry;
  }

  #namesOf(values: Readonly<Record<string, unknown>>) {
    const keysOf = (field: string) =>
      textsIn(values[field])
        .map((text) => this.#keyOf(text))
        .filter((key) => key !== '');
    const label = new Set(keysOf(definitionOf(this.#kind).label));
    return { label, names: [...new Set([...label, ...identityOf(this.#kind).otherNames.flatMap(keysOf)])] };
  }

  /** Remembers the last ones: what was looked for in vain is often added next. */
  #keyOf(text: string): string {
    let key = this.#lastKeys.get(text);
    if (key === undefined) {
      key = nameKey(this.#kind, text);
      if (this.#lastKeys.size >= mostRemembered) this.#lastKeys.clear();
      this.#lastKeys.set(text, key);
    }
    return key;
  }

  #uniqueKeys(values: Readonly<Record<string, unknown>>): string[] {
    const { unique, address } = identityOf(this.#kind);
    const keys = unique.flatMap((field) => textsIn(values[field]).map((text) => `${field}:${fold(text)}`));
    const host = address ? hostOf(values[address]) : undefined;
    return host ? [...keys, `host:${host}`] : keys;
  }
}

function hostOf(address: unknown): string | undefined {
  if (typeof address !== 'string') return undefined;
  const host = /^https?:\/\/(?:www\.)?([^/?#:]+)/i.exec(address)?.[1]?.toLowerCase();
  return host && !sharedHosts.test(host) ? host : undefined;
}

function agree(a: unknown, b: unknown): 'same' | 'unknown' | 'different' {
  const left = Array.isArray(a) ? a : a === undefined || a === null ? [] : [a];
  const right = Array.isArray(b) ? b : b === undefined || b === null ? [] : [b];
  if (left.length === 0 || right.length === 0) return 'unknown';
  // A date known to the year agrees with a day in it.
  const same = (one: unknown, other: unknown) =>
    typeof one === 'string' && typeof other === 'string'
      ? one === other || (/^\d{4}/.test(one) && (one.startsWith(other) || other.startsWith(one)))
      : one === other;
  return left.some((one) => right.some((other) => same(one, other))) ? 'same' : 'different';
}

function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value) {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
