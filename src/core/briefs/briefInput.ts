import type { Visibility } from '../kinds/choices.ts';
import type { KindName, LanguageMap } from '../kinds/fieldTypes.ts';
import type { MatchResult, OrganisationMatch } from '../matching/index.ts';
import type { RegistryRecord } from '../records/recordTypes.ts';

/** Gives the text of a key of `locales`, such as `brief:heading.studies`; values stand in as they are, unescaped. */
export type Translate = (key: string, values?: Readonly<Record<string, string | number>>) => string;

export const briefSubjectKinds = ['city', 'study', 'mission'] as const;
export type BriefSubjectKind = (typeof briefSubjectKinds)[number];

/** One city, study or mission with the records around it. */
export interface BriefSubject {
  readonly record: RegistryRecord;
  /**
   * Records that the subject's text is made of, by kind and without double entries, the subject itself not
   * among them. Their order does not matter.
   */
  readonly related: Partial<Record<KindName, readonly RegistryRecord[]>>;
  /** Absent where the brief is to have no section on matching. */
  readonly matching?: BriefMatching;
}

/** What matching says of the needs of a subject, asked for the brief's audience. */
export interface BriefMatching {
  /** One for each open need; one for the city itself where nobody stated a need. */
  readonly answers: readonly MatchResult<OrganisationMatch>[];
  /** The records that the scores rest on, by id. */
  readonly evidence: Readonly<Record<string, RegistryRecord>>;
}

/**
 * Everything that a brief is composed from. The caller has left out what the audience may not see: records,
 * their labels, and mentions of them inside other records. The composer prints no reference that has no label here.
 */
export interface BriefInput {
  readonly kind: BriefSubjectKind;
  readonly subjects: readonly BriefSubject[];
  /** Kind and name of every record that may be mentioned. */
  readonly labels: Readonly<Record<string, { readonly kind: KindName; readonly label: LanguageMap }>>;
  readonly language: string;
  readonly audience: Visibility;
  /** ISO day on which this was so. */
  readonly asOf: string;
  readonly translate: Translate;
}
