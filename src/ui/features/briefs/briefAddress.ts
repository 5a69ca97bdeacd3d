import { briefKinds } from '#contract/schemas.ts';
import { type Visibility, visibilities } from '#core/kinds/choices.ts';
import { isRecordId } from '#core/records/validateRecord.ts';

export type BriefKind = (typeof briefKinds)[number];

/** Formats that people are offered: one to send, one to edit, one to look at anywhere. */
export const offeredFormats = ['pdf', 'docx', 'pptx', 'xlsx', 'html'] as const;
export type OfferedFormat = (typeof offeredFormats)[number];

/** What a brief is to be; kept in the address, so that a link from a record or a list fills the page. */
export interface BriefChoice {
  readonly kind: BriefKind;
  readonly ids: readonly string[];
  /** Undefined: the language of the screen. */
  readonly language: string | undefined;
  readonly audience: Visibility;
  readonly format: OfferedFormat;
  /** With the section on matching firms. */
  readonly matching: boolean;
}

const mostRecords = 100;

/** Reads `?kind=city&ids=jakarta,hanoi&audience=member&language=en&format=pdf`; what it does not know is passed over. */
export function readBriefChoice(search: Readonly<Record<string, unknown>>): BriefChoice {
  const ids = typeof search.ids === 'string' ? search.ids.split(',').filter(isRecordId) : [];
  const language = typeof search.language === 'string' ? search.language : undefined;
  return {
    kind: briefKinds.find((kind) => kind === search.kind) ?? 'city',
    ids: [...new Set(ids)].slice(0, mostRecords),
    language: language !== undefined && /^[a-z]{2,3}$/.test(language) ? language : undefined,
    // Nobody's secrets leave by a forgotten setting: the widest audience, which sees least, is where it begins.
    audience: visibilities.find((audience) => audience === search.audience) ?? 'public',
    format: offeredFormats.find((format) => format === search.format) ?? 'pdf',
    // The router reads a lone 1 in an address as a number.
    matching: String(search.matching) === '1',
  };
}

export function writeBriefChoice(choice: BriefChoice): Record<string, string> {
  return {
    kind: choice.kind,
    ...(choice.ids.length > 0 ? { ids: choice.ids.join(',') } : {}),
    ...(choice.language === undefined ? {} : { language: choice.language }),
    ...(choice.audience === 'public' ? {} : { audience: choice.audience }),
    ...(choice.format === 'pdf' ? {} : { format: choice.format }),
    ...(choice.matching ? { matching: '1' } : {}),
  };
}
