import { type KindName, kindNames } from '../kinds/fieldTypes.ts';

/** Kinds that a window offers to import: not those whose records are made of something else than what a table holds. */
export const importableKinds: readonly KindName[] = kindNames.filter(
  (kind) => kind !== 'attachment' && kind !== 'savedView',
);
