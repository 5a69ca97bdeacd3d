import type { DataChange } from './results.ts';
import type { MatchingData } from './types.ts';

/** The data with a counterfactual's change made real: for "what if", and to check what was promised. */
export function applyChange(data: MatchingData, change: DataChange): MatchingData {
  if ('update' in change) {
    const table = change.update === 'organisation' ? 'organisations' : 'solutions';
    return {
      ...data,
      [table]: data[table].map((record) =>
        record.id === change.id ? { ...record, ...change.fields } : record,
      ),
    };
  }
  const tables = { solution: 'solutions', study: 'studies', followUp: 'followUps', mou: 'mous' } as const;
  const table = tables[change.add];
  return { ...data, [table]: [...data[table], change.record] };
}
