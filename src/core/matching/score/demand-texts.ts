import type { MatchingContext } from '../context.ts';
import type { OrganisationSources } from '../profile/sources.ts';
import type { Because, RecordRef } from '../results.ts';
import { CosineIndex, type CosineText } from '../text/cosine-index.ts';
import { languagesOf, textIn } from '../text/language-texts.ts';
import { TEXT_MISSING } from '../text/text-layer.ts';
import type { LanguageTexts } from '../types.ts';
import type { Demand } from './reverse.ts';

/** The words of all demands, per language, ready to be compared with one firm's evidence. */
export interface DemandTexts {
  readonly size: number;
  readonly languages: readonly {
    readonly language: string;
    readonly index: CosineIndex;
    /** Demand of each text in the index. */
    readonly demands: Int32Array;
  }[];
}

/** Text scores of all demands for one firm, and where each comes from. */
export interface DemandTextScores {
  /** In [0, 1]; {@link TEXT_MISSING} where no language is shared. */
  readonly scores: Float64Array;
  reasons(demand: number): Because[];
}

/** Cuts the demands' texts once. */
export function buildDemandTexts(context: MatchingContext, demands: readonly Demand[]): DemandTexts {
  const byLanguage = new Map<string, { texts: CosineText[]; demands: number[] }>();
  for (const [index, demand] of demands.entries()) {
    for (const language of languagesOf(...demand.texts)) {
      const rests = context.text.restsOf(demand.texts, language);
      if (!rests) continue;
      const entry = byLanguage.get(language) ?? { texts: [], demands: [] };
      const [title = '', ...body] = rests;
      entry.texts.push({ title, body: body.join('\n') });
      entry.demands.push(index);
      byLanguage.set(language, entry);
    }
  }
  return {
    size: demands.length,
    languages: [...byLanguage.keys()].sort().flatMap((language) => {
      const entry = byLanguage.get(language);
      if (!entry) return [];
      const index = new CosineIndex(entry.texts, language, context.text.segmenter, context.settings.text);
      return [{ language, index, demands: Int32Array.from(entry.demands) }];
    }),
  };
}

/** One stored text of a firm that shows what it does. */
interface EvidenceText {
  readonly record: RecordRef;
  readonly title?: LanguageTexts | null | undefined;
  readonly body: readonly (LanguageTexts | null | undefined)[];
}

function evidenceTexts(sources: OrganisationSources): EvidenceText[] {
  const { organisation } = sources;
  return [
    {
      record: { kind: 'organisation', id: organisation.id },
      body: [organisation.industry, organisation.description],
    },
    ...sources.precedents.map(
      (item): EvidenceText => ({
        record: { kind: 'precedent', id: item.id },
        title: item.title,
        body: [item.description],
      }),
    ),
    ...sources.solutions.map(
      (item): EvidenceText => ({
        record: { kind: 'solution', id: item.id },
        title: item.title,
        body: [item.description],
      }),
    ),
    ...sources.studies.map(
      (item): EvidenceText => ({
        record: { kind: 'study', id: item.id },
        title: item.title,
        body: [item.summary],
      }),
    ),
  ];
}

/**
 * Tf-idf cosine of each piece of evidence with each demand, the pieces joined by noisy-OR: 1 − Π(1 − cosine). A
 * piece in several languages counts once, in the language where it comes closest.
 */
export function demandTextScores(texts: DemandTexts, sources: OrganisationSources): DemandTextScores {
  const scores = new Float64Array(texts.size).fill(TEXT_MISSING);
  const perItem: { record: RecordRef; language: Uint8Array; cosines: Float64Array }[] = [];
  for (const item of evidenceTexts(sources)) {
    const cosines = new Float64Array(texts.size).fill(TEXT_MISSING);
    const languages = new Uint8Array(texts.size);
    for (const [number, { language, index, demands }] of texts.languages.entries()) {
      const title = textIn(item.title, language);
      const body = item.body
        .map((part) => textIn(part, language))
        .filter((part) => part !== '')
        .join('\n');
      if (title === '' && body === '') continue;
      const found = index.cosines({ title, body });
      for (const [slot, demand] of demands.entries()) {
        const cosine = found[slot] ?? 0;
        if (cosine <= (cosines[demand] ?? 0) && cosines[demand] !== TEXT_MISSING) continue;
        cosines[demand] = cosine;
        languages[demand] = number;
      }
    }
    perItem.push({ record: item.record, language: languages, cosines });
  }
  for (let demand = 0; demand < texts.size; demand += 1) {
    let missing = 1;
    let shared = false;
    for (const item of perItem) {
      const cosine = item.cosines[demand] as number;
      if (cosine === TEXT_MISSING) continue;
      shared = true;
      missing *= 1 - cosine;
    }
    if (shared) scores[demand] = 1 - missing;
  }
  return {
    scores,
    reasons(demand) {
      if (scores[demand] === TEXT_MISSING)
        return [{ code: 'textMissing', reason: 'noSharedLanguage', share: 0 }];
      return perItem
        .filter((item) => (item.cosines[demand] ?? 0) > 0)
        .sort((a, b) => (b.cosines[demand] ?? 0) - (a.cosines[demand] ?? 0))
        .map((item) => ({
          code: 'textItem',
          record: item.record,
          language: texts.languages[item.language[demand] ?? 0]?.language ?? '',
          cosine: item.cosines[demand] ?? 0,
        }));
    },
  };
}
