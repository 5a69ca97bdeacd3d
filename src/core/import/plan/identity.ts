import type { KindName } from '../../kinds/fieldTypes.ts';
import { definitionOf } from '../../kinds/index.ts';
import { normaliseOrganisationName } from '../../matching/text/organisation-name.ts';
import { fold } from '../../search/fold.ts';

/** What tells two records of a kind apart, or says that they are one. */
export interface Identity {
  /** Other fields that name the record, besides its label. */
  readonly otherNames: readonly string[];
  /**
   * Fields in which records of one name must agree to be the same. `unknown` is what is left of the score when
   * one side does not say.
   */
  readonly within: readonly { readonly field: string; readonly unknown: number }[];
  /** Fields that no two records share. */
  readonly unique: readonly string[];
  /** A web address whose host the record mostly has for itself. */
  readonly address?: string;
}

const identities: Readonly<Record<KindName, Identity>> = {
  country: { otherNames: ['officialName', 'aliases'], within: [], unique: ['alpha3'] },
  city: { otherNames: ['aliases'], within: [{ field: 'country', unknown: 0.95 }], unique: [] },
  need: { otherNames: [], within: [{ field: 'city', unknown: 0.85 }], unique: [] },
  organisation: {
    otherNames: ['fullName', 'aliases'],
    within: [{ field: 'homeCountry', unknown: 0.97 }],
    unique: [],
    address: 'url',
  },
  solution: { otherNames: [], within: [{ field: 'organisation', unknown: 0.8 }], unique: [] },
  study: { otherNames: [], within: [{ field: 'fiscalYear', unknown: 0.85 }], unique: [] },
  followUp: {
    otherNames: [],
    within: [
      { field: 'study', unknown: 0.95 },
      { field: 'date', unknown: 0.85 },
    ],
    unique: [],
  },
  project: { otherNames: [], within: [{ field: 'cities', unknown: 0.92 }], unique: [] },
  mou: { otherNames: [], within: [{ field: 'date', unknown: 0.85 }], unique: [] },
  event: { otherNames: [], within: [{ field: 'start', unknown: 0.85 }], unique: [] },
  programme: { otherNames: ['formerNames'], within: [], unique: [] },
  precedent: { otherNames: [], within: [{ field: 'fiscalYear', unknown: 0.88 }], unique: ['code'] },
  contact: { otherNames: [], within: [{ field: 'organisation', unknown: 0.85 }], unique: ['email'] },
  mission: { otherNames: [], within: [{ field: 'from', unknown: 0.85 }], unique: [] },
  missionNote: { otherNames: [], within: [{ field: 'date', unknown: 0.8 }], unique: [] },
  attachment: { otherNames: ['fileName'], within: [{ field: 'bytes', unknown: 0.8 }], unique: ['sha256'] },
  measure: {
    otherNames: [],
    within: [
      { field: 'study', unknown: 0.95 },
      { field: 'project', unknown: 0.95 },
    ],
    unique: [],
  },
  savedView: { otherNames: [], within: [{ field: 'listKind', unknown: 0.5 }], unique: [] },
  concept: { otherNames: ['synonyms'], within: [{ field: 'type', unknown: 0.95 }], unique: [] },
  verdict: {
    otherNames: [],
    within: [
      { field: 'organisation', unknown: 0.8 },
      { field: 'need', unknown: 0.9 },
      { field: 'city', unknown: 0.9 },
      { field: 'date', unknown: 0.85 },
    ],
    unique: [],
  },
};

export function identityOf(kind: KindName): Identity {
  return identities[kind];
}

/** The fields that identity, and finding a record by name, need of a record. */
export function identityFields(kind: KindName): string[] {
  const { otherNames, within, unique, address } = identities[kind];
  return [
    ...new Set([
      definitionOf(kind).label,
      ...otherNames,
      ...within.map(({ field }) => field),
      ...unique,
      ...(address ? [address] : []),
    ]),
  ];
}

/** A name as it is compared: folded, without blanks and punctuation, companies without their legal form. */
export function nameKey(kind: KindName, name: string): string {
  const plain = kind === 'organisation' || kind === 'contact' ? normaliseOrganisationName(name) : name;
  return fold(plain).replaceAll(/[\s\p{P}\p{S}]+/gu, '');
}

/** Every text in a value, whatever its shape: a language map, a list, lists per language. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : [];
}
