import { type KindName, kindNames } from '../../kinds/fieldTypes.ts';
import type { RegistryRecord } from '../../records/recordTypes.ts';
import { isRecordId } from '../../records/validateRecord.ts';
import type { Resolution } from '../importTypes.ts';
import { type KnownRecord, RecordIndex } from './recordIndex.ts';

/** What planning needs of the registry. */
export interface RegistryLookup {
  /** A record with all its fields, removed ones included. */
  record(id: string): RegistryRecord | undefined;
  /** Whether what removed the record was the taking back of an earlier change. */
  wasTakenBack(id: string): boolean;
  /** The records of a kind that are not removed, with the fields that `identityFields` names. */
  identities(kind: KindName): Iterable<KnownRecord>;
}

const longestName = 1_000;
const placeSuffix = /(?:特別市|直轄市|首都圏|[市都府県州省郡])$|\s+(?:city|province|municipality|regency)$/iu;
const placePrefix = /^(?:city of|province of)\s+/i;

/** Finds records by id, or by any of their names in any language. Reads a kind once, when it is first needed. */
export class Resolver {
  readonly #lookup: RegistryLookup;
  readonly #indexes = new Map<KindName, RecordIndex>();
  readonly #kindsOfIds = new Map<string, KindName | undefined>();
  readonly #found = new Map<string, Resolution>();
  readonly #tolerated = new Set<string>();

  constructor(lookup: RegistryLookup) {
    this.#lookup = lookup;
  }

  indexOf(kind: KindName): RecordIndex {
    let index = this.#indexes.get(kind);
    if (!index) {
      index = new RecordIndex(kind, this.#lookup.identities(kind));
      this.#indexes.set(kind, index);
    }
    return index;
  }

  /** Says that a record will be there when the import is done, so that rows may point to it. */
  announce(id: string, kind: KindName) {
    this.#kindsOfIds.set(id, kind);
  }

  /** Lets ids pass that a record names already, though what they name is gone: a row may repeat them. */
  tolerate(ids: Iterable<string>) {
    for (const id of ids) this.#tolerated.add(id);
  }

  resolve(text: string, to: readonly KindName[], conceptTypes?: readonly string[]): Resolution {
    const key = `${to.length === kindNames.length ? '*' : to.join()}|${conceptTypes?.join() ?? ''}|${text}`;
    const known = this.#found.get(key);
    if (known) return known;
    const found = this.#resolve(text, to, conceptTypes);
    // What is not found may be made by a later row.
    if ('id' in found) this.#found.set(key, found);
    return found;
  }

  #resolve(text: string, to: readonly KindName[], conceptTypes: readonly string[] | undefined): Resolution {
    if (text === '' || text.length > longestName) return { unknown: true };
    const kind = this.#kindOfId(text);
    if ((kind && to.includes(kind)) || this.#tolerated.has(text)) return { id: text };
    const accept = (values: KnownRecord['values']) =>
      !conceptTypes || values.type === undefined || conceptTypes.includes(String(values.type));
    const named = (name: string) => [
      ...new Set(
        to.flatMap((each) => this.indexOf(each).named(name, each === 'concept' ? accept : undefined)),
      ),
    ];
    let ids = named(text);
    if (ids.length === 0 && to.includes('city')) {
      const short = text.replace(placeSuffix, '').replace(placePrefix, '');
      if (short !== text && short !== '') ids = named(short);
    }
    const [only, ...others] = ids;
    if (only === undefined) return { unknown: true };
    return others.length === 0 ? { id: only } : { ambiguous: ids };
  }

  #kindOfId(text: string): KindName | undefined {
    if (this.#kindsOfIds.has(text)) return this.#kindsOfIds.get(text);
    if (!isRecordId(text)) return undefined;
    const record = this.#lookup.record(text);
    const kind = record && !record.deletedAt ? record.kind : undefined;
    this.#kindsOfIds.set(text, kind);
    return kind;
  }
}
