import type { Visibility } from './choices.ts';
import type { Fields, KindName } from './fieldTypes.ts';

export interface KindDefinition<F extends Fields = Fields> {
  readonly kind: KindName;
  /** The language text that names a record of this kind. */
  readonly label: string;
  /** The text that sorts it in Japanese (よみ), when the kind has one. */
  readonly reading?: string;
  readonly fields: F;
  /** A thing of the app itself, not of the world: it is synced and undone like any record, but not searched. */
  readonly tool?: true;
  /** Who may see a new record unless the author says otherwise. */
  readonly defaultVisibility: Visibility;
  /** The date that a list shows and sorts by, and a timeline places the record at. */
  readonly date?: string;
  /** The Japanese fiscal year, where the record has one of its own. */
  readonly fiscalYear?: string;
  /** Where the record is: its own coordinates, or those of the records in these fields, first that answers. */
  readonly place?: readonly string[];
}

/** Declares a kind; the field names and types stay known to the type checker. */
export function defineKind<const F extends Fields>(definition: KindDefinition<F>): KindDefinition<F> {
  return definition;
}
