import type { Confidence, Visibility } from '../kinds/choices.ts';
import type { commonFields } from '../kinds/common.ts';
import type { Fields, FieldType, KindName, LanguageMap, PartType, Shape } from '../kinds/fieldTypes.ts';
import type { kinds } from '../kinds/index.ts';

export interface Source {
  readonly title: string;
  readonly url?: string | null;
  readonly note?: string | null;
}

/** What every record has; its own fields stand beside these, an absent one meaning "not known". */
export interface RegistryRecord {
  readonly id: string;
  readonly kind: KindName;
  readonly visibility: Visibility;
  readonly confidence?: Confidence;
  readonly remarks?: LanguageMap;
  readonly sources: readonly Source[];
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly deletedAt?: string;
  readonly [field: string]: unknown;
}

type PartValue<P extends PartType> = P extends { type: 'text' | 'url' | 'date' | 'reference' }
  ? string | null
  : P extends { type: 'choice'; choices: readonly (infer C)[] }
    ? C | null
    : P extends { type: 'languageText' }
      ? LanguageMap | null
      : P extends { type: 'integer' | 'number' }
        ? number | null
        : P extends { type: 'boolean' }
          ? boolean | null
          : P extends { type: 'references' }
            ? readonly string[]
            : unknown;

type ShapeValue<S extends Shape> = { readonly [K in keyof S]?: PartValue<S[K]> };

type FieldValue<F extends FieldType> = F extends { type: 'languageText' }
  ? LanguageMap
  : F extends { type: 'text' | 'url' | 'date' | 'reference' }
    ? string
    : F extends { type: 'choice'; choices: readonly (infer C)[] }
      ? C
      : F extends { type: 'integer' | 'number' }
        ? number
        : F extends { type: 'boolean' }
          ? boolean
          : F extends { type: 'references' | 'texts' }
            ? readonly string[]
            : F extends { type: 'languageTexts' }
              ? readonly LanguageMap[]
              : F extends { type: 'languageTextLists' }
                ? Readonly<Record<string, readonly string[]>>
                : F extends { type: 'choiceMap'; choices: readonly (infer C)[] }
                  ? Readonly<Record<string, C>>
                  : F extends { type: 'object'; shape: infer S extends Shape }
                    ? ShapeValue<S>
                    : F extends { type: 'objects'; shape: infer S extends Shape }
                      ? readonly ShapeValue<S>[]
                      : never;

type FieldValues<F extends Fields> = { readonly [K in keyof F]?: FieldValue<F[K]> };

/** A record of one kind with its fields typed from the kind's declaration. */
export type RecordOf<K extends KindName> = Omit<RegistryRecord, keyof typeof commonFields> & {
  readonly kind: K;
  readonly visibility: Visibility;
} & FieldValues<(typeof kinds)[K]['fields']> &
  FieldValues<Omit<typeof commonFields, 'visibility'>>;
