/** A text that people read, per language tag: `{ ja: '防災', en: 'Disaster prevention' }`. */
export type LanguageMap = Readonly<Record<string, string>>;

export const languages = ['ja', 'en', 'id', 'ms', 'th', 'vi', 'fil', 'km', 'lo', 'my'] as const;
export type LanguageCode = (typeof languages)[number];

export const kindNames = [
  'country',
  'city',
  'need',
  'organisation',
  'solution',
  'study',
  'followUp',
  'project',
  'mou',
  'event',
  'programme',
  'precedent',
  'contact',
  'mission',
  'missionNote',
  'attachment',
  'measure',
  'concept',
  'verdict',
  'savedView',
] as const;
export type KindName = (typeof kindNames)[number];

/** Kinds of records about the world; the others are the app's own tools, which no search or map should show. */
export const contentKindNames: readonly KindName[] = kindNames.filter((kind) => kind !== 'savedView');

/**
 * How a field takes part in search. The weights live with the index; the order here is from the
 * strongest (a record's own name) to the weakest.
 */
export type SearchRole = 'title' | 'alias' | 'place' | 'body';

/** Where a form and a page show the field. */
export type FieldSection = 'identity' | 'facts' | 'place' | 'text' | 'themes' | 'relations' | 'numbers';

/** Parts of a structured value such as a consortium member or a budget line. */
export type PartType =
  | { readonly type: 'text' }
  | { readonly type: 'languageText' }
  | { readonly type: 'integer' }
  | { readonly type: 'number' }
  | { readonly type: 'boolean' }
  | { readonly type: 'date' }
  | { readonly type: 'url' }
  | { readonly type: 'choice'; readonly choices: readonly string[] }
  | { readonly type: 'reference'; readonly to: readonly KindName[] }
  | { readonly type: 'references'; readonly to: readonly KindName[] }
  /** A nested value that is stored and shown but not edited part by part. */
  | { readonly type: 'json' };

export type Shape = Readonly<Record<string, PartType>>;

export type FieldType =
  | { readonly type: 'text'; readonly multiline?: boolean }
  | { readonly type: 'languageText'; readonly multiline?: boolean }
  /** ISO date with the precision that is known: `2025`, `2025-04` or `2025-04-01`. */
  | { readonly type: 'date' }
  | { readonly type: 'integer' }
  | { readonly type: 'number'; readonly minimum?: number; readonly maximum?: number }
  | { readonly type: 'boolean' }
  | { readonly type: 'url' }
  | { readonly type: 'choice'; readonly choices: readonly string[] }
  | {
      readonly type: 'reference';
      readonly to: readonly KindName[];
      readonly conceptTypes?: readonly string[];
    }
  | {
      readonly type: 'references';
      readonly to: readonly KindName[];
      readonly conceptTypes?: readonly string[];
    }
  | { readonly type: 'texts'; readonly choices?: readonly string[] }
  | { readonly type: 'languageTexts' }
  /** Texts per language: `{ ja: ['大水', '浸水'], en: ['flood'] }`. */
  | { readonly type: 'languageTextLists' }
  /** From a key (a concept id) to one of the choices: `{ 'ch.flood': 'must' }`. */
  | { readonly type: 'choiceMap'; readonly choices: readonly string[] }
  | { readonly type: 'object'; readonly shape: Shape }
  | { readonly type: 'objects'; readonly shape: Shape };

export interface FieldOptions {
  readonly search?: SearchRole;
  readonly section?: FieldSection;
  /** Offered as a filter chip, with counts. */
  readonly filter?: boolean;
  /** Shown as a column of the list unless the user chose otherwise. */
  readonly column?: boolean;
  readonly required?: boolean;
  /**
   * For a choice whose values stand for records: value → record id. A study's `programme` value
   * `non-asean` is the programme `non-asean-study`.
   */
  readonly linksTo?: Readonly<Record<string, string>>;
  /** What two people set at once is no question to a person: the newer one stands. For arrangement, not facts. */
  readonly newestStands?: boolean;
}

export type FieldDefinition = FieldType & FieldOptions;
export type Fields = Readonly<Record<string, FieldDefinition>>;

/** Fields whose members are added and removed one by one, so that two people never overwrite each other. */
export const listTypes = ['references', 'texts', 'languageTexts', 'objects'] as const;
export type ListType = (typeof listTypes)[number];

export function isListType(type: FieldType['type']): type is ListType {
  return (listTypes as readonly string[]).includes(type);
}
