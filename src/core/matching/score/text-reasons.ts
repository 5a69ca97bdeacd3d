import type { OrganisationSources } from '../profile/sources.ts';
import type { Because, TextPlace } from '../results.ts';
import type { MatchingSettings } from '../settings.ts';
import { stemEnglish } from '../text/english-stemmer.ts';
import { type NormalisedText, normaliseWithOffsets } from '../text/normalise.ts';
import { TEXT_MISSING, type TextLayer } from '../text/text-layer.ts';
import type { LanguageTexts } from '../types.ts';
import type { NeedQuery } from './need-query.ts';

const TERMS_SHOWN = 8;
const PLACES_SHOWN = 3;

/** Where an organisation's text score comes from: its strongest terms, with their places in the stored texts. */
export function textReasons(
  query: NeedQuery,
  sources: OrganisationSources,
  position: number,
  raw: number,
  layer: TextLayer,
  settings: MatchingSettings,
): Because[] {
  if (raw === TEXT_MISSING) {
    return [
      {
        code: 'textMissing',
        reason: query.texts.length === 0 ? 'noWordsLeft' : 'noSharedLanguage',
        share: settings.text.prior,
      },
    ];
  }
  const explained = layer.explain(query.texts, position);
  if (!explained) return [];
  const { language, terms } = explained;
  const texts = readTextsOf(layer);
  const shown = terms.slice(0, TERMS_SHOWN);
  const rest = terms.slice(TERMS_SHOWN);
  const asked = query.texts.find((text) => text.language === language)?.rest ?? '';
  const reasons: Because[] = shown.map(({ term, channel, share }) => {
    const letters = term.replace(/[\^$]/g, '');
    return {
      code: 'term',
      language,
      term,
      word: channel === 'word' ? texts.word(letters, asked, language) : letters,
      channel,
      share,
      places: findTerm(letters, language, sources, texts),
    };
  });
  if (rest.length > 0) {
    const share = rest.reduce((sum, term) => sum + term.share, 0);
    reasons.push({ code: 'otherTerms', language, count: rest.length, share });
  }
  return reasons;
}

function findTerm(
  term: string,
  language: string,
  sources: OrganisationSources,
  read: ReadTexts,
): TextPlace[] {
  const { organisation, solutions } = sources;
  const fields: [TextPlace['kind'], string, string, LanguageTexts | null | undefined][] = [
    ['organisation', organisation.id, 'name', organisation.name],
    ['organisation', organisation.id, 'industry', organisation.industry],
    ['organisation', organisation.id, 'description', organisation.description],
    ...solutions.flatMap(
      (solution): [TextPlace['kind'], string, string, LanguageTexts | null | undefined][] => [
        ['solution', solution.id, 'title', solution.title],
        ['solution', solution.id, 'description', solution.description],
      ],
    ),
  ];
  const places: TextPlace[] = [];
  for (const [kind, id, field, texts] of fields) {
    const text = texts?.[language];
    if (typeof text !== 'string' || places.length >= PLACES_SHOWN) continue;
    const span = read.find(term, text, language);
    if (span) places.push({ kind, id, field, language, ...span });
  }
  return places;
}

/** How many texts are kept as they were read: the same organisations come first again and again. */
const TEXTS_KEPT = 2000;

const keptTexts = new WeakMap<TextLayer, ReadTexts>();

function readTextsOf(layer: TextLayer): ReadTexts {
  const known = keptTexts.get(layer) ?? new ReadTexts();
  keptTexts.set(layer, known);
  return known;
}

type Span = readonly [from: number, to: number];

const RUNS = /[\p{L}\p{N}\p{M}]+(?:['’]\p{L}+)*/gu;

/** Texts as they were read: all terms of a row are looked for in the same few texts. */
class ReadTexts {
  private readonly normalised = new Map<string, NormalisedText>();
  /** Where each word, in English each stem, stands first, by language and text. */
  private readonly words = new Map<string, Map<string, ReadonlyMap<string, Span>>>();

  /** The first place where a term stands in a text: as a word of its own, or else inside another. */
  find(term: string, text: string, language: string): { start: number; end: number } | undefined {
    if (term === '') return undefined;
    const normalised = this.read(text);
    const span = (from: number, to: number): { start: number; end: number } => ({
      start: normalised.start(from),
      end: normalised.end(to - 1),
    });
    const word = this.wordsOf(text, language).get(term);
    if (word) return span(word[0], word[1]);
    const at = normalised.text.indexOf(term);
    return at < 0 ? undefined : span(at, at + term.length);
  }

  /** A term as it is first written in a text; the term itself where it is not. */
  word(term: string, text: string, language: string): string {
    const place = this.find(term, text, language);
    return place ? text.slice(place.start, place.end) : term;
  }

  private read(text: string): NormalisedText {
    const known = this.normalised.get(text);
    if (known) return known;
    if (this.normalised.size >= TEXTS_KEPT) {
      this.normalised.clear();
      this.words.clear();
    }
    const read = normaliseWithOffsets(text);
    this.normalised.set(text, read);
    return read;
  }

  private wordsOf(text: string, language: string): ReadonlyMap<string, Span> {
    const ofLanguage = this.words.get(language) ?? new Map<string, ReadonlyMap<string, Span>>();
    this.words.set(language, ofLanguage);
    const known = ofLanguage.get(text);
    if (known) return known;
    const words = new Map<string, Span>();
    for (const { 0: word, index } of this.read(text).text.matchAll(RUNS)) {
      const term = language === 'en' ? stemEnglish(word) : word;
      if (!words.has(term)) words.set(term, [index, index + word.length]);
    }
    ofLanguage.set(text, words);
    return words;
  }
}
