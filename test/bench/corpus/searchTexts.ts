import type { Visibility } from '#core/kinds/choices.ts';
import { fieldsOf } from '#core/kinds/index.ts';
import { isNarrower, withoutHidden } from '#core/records/audience.ts';
import { linksOf } from '#db/links.ts';
import type { RecordState } from '#db/recordState.ts';
import { searchableTexts, textsOf } from '#db/searchText.ts';
import type { SyntheticRecord } from './syntheticRecords.ts';

/** Everything that a record shall be found by, as written: its own texts and the names of what it links to. */
export interface SearchableRecord {
  readonly id: string;
  readonly texts: readonly string[];
}

/**
 * The texts of records from what was written into the registry, without looking into it. Names of records
 * that fewer people may see do not count; see the visibility rules of the search index.
 */
export function searchTextsOf(records: readonly SyntheticRecord[]): SearchableRecord[] {
  const states = new Map(records.map((record) => [record.id, stateOf(record)]));
  const names = new Map([...states].map(([id, state]) => [id, namesOf(state)]));
  return [...states.values()].map((state) => {
    const links = linksOf(state);
    const isHidden = (id: string) => {
      const target = states.get(id);
      return target !== undefined && isNarrower(target.visibility, state.visibility);
    };
    const values = links.some((link) => isHidden(link.toId))
      ? withoutHidden(state.kind, state.values, isHidden)
      : state.values;
    const own = searchableTexts({ kind: state.kind, values }).map(({ text }) => text);
    const linked = new Set(links.map((link) => link.toId).filter((id) => !isHidden(id)));
    return { id: state.id, texts: [...own, ...[...linked].flatMap((id) => names.get(id) ?? [])] };
  });
}

function stateOf({ id, kind, values }: SyntheticRecord): RecordState {
  return { id, kind, visibility: values.visibility as Visibility, values };
}

function namesOf(state: RecordState): string[] {
  return Object.entries(fieldsOf(state.kind))
    .filter(([, definition]) => definition.search === 'title' || definition.search === 'alias')
    .flatMap(([field, definition]) => textsOf(definition, state.values[field]));
}
