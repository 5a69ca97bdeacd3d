import type { ReadSpan } from '../concepts/lexicon.ts';
import type { MatchingContext } from '../context.ts';
import { compareText, sortedById } from '../order.ts';
import type { LanguageTexts } from '../types.ts';

/** A name in a stored text that only one of two taxonomies knows. */
export interface ReadingChange {
  readonly change: 'found' | 'lost';
  readonly kind: 'need' | 'organisation' | 'solution';
  readonly id: string;
  readonly field: string;
  readonly language: string;
  readonly conceptId: string;
  /** UTF-16 offsets into the stored text. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface StoredText {
  readonly kind: ReadingChange['kind'];
  readonly id: string;
  readonly field: string;
  readonly texts: LanguageTexts | null | undefined;
}

/** What the texts that matching reads are newly found to name, and what they no longer name, in order of record. */
export function changedReadings(before: MatchingContext, after: MatchingContext): ReadingChange[] {
  const changed = new Set(
    sortedById(after.data.organisations)
      .map(({ id }) => id)
      .filter((id) => !sameNames(before, after, id)),
  );
  return textsOf(after, changed).flatMap(({ texts, ...place }) =>
    Object.entries(texts ?? {})
      .sort(([a], [b]) => compareText(a, b))
      .flatMap(([language, text]) => {
        const was = namesIn(before, text);
        const is = namesIn(after, text);
        const at = { ...place, language };
        return [
          ...is
            .filter((name) => !includes(was, name))
            .map((name) => ({ change: 'found' as const, ...at, ...name })),
          ...was
            .filter((name) => !includes(is, name))
            .map((name) => ({ change: 'lost' as const, ...at, ...name })),
        ];
      }),
  );
}

/** Whether an organisation's own texts name the same technologies and challenges by both taxonomies. */
function sameNames(before: MatchingContext, after: MatchingContext, id: string): boolean {
  const named = (context: MatchingContext): string =>
    (context.text.mentions.get(id) ?? []).map((position) => context.taxonomy.at(position)?.id).join('\n');
  return named(before) === named(after);
}

function textsOf({ data }: MatchingContext, organisations: ReadonlySet<string>): StoredText[] {
  return [
    ...sortedById(data.needs).flatMap(({ id, title, description }): StoredText[] => [
      { kind: 'need', id, field: 'title', texts: title },
      { kind: 'need', id, field: 'description', texts: description },
    ]),
    ...sortedById(data.organisations)
      .filter(({ id }) => organisations.has(id))
      .flatMap(({ id, industry, description }): StoredText[] => [
        { kind: 'organisation', id, field: 'industry', texts: industry },
        { kind: 'organisation', id, field: 'description', texts: description },
      ]),
    ...sortedById(data.solutions)
      .filter(({ organisation }) => organisations.has(organisation))
      .flatMap(({ id, title, description }): StoredText[] => [
        { kind: 'solution', id, field: 'title', texts: title },
        { kind: 'solution', id, field: 'description', texts: description },
      ]),
  ];
}

type Name = Pick<ReadingChange, 'conceptId' | 'start' | 'end' | 'text'>;

function namesIn(context: MatchingContext, text: string): Name[] {
  return context.text
    .read(text)
    .spans.filter(({ kind }: ReadSpan) => kind === 'concept' || kind === 'theme')
    .flatMap(({ ids, start, end, text: name }) =>
      ids.map((conceptId) => ({ conceptId, start, end, text: name })),
    );
}

/** A longer name of the same concept at the same place is no news: the text names it as before. */
function includes(names: readonly Name[], { conceptId, start, end }: Name): boolean {
  return names.some((name) => name.conceptId === conceptId && name.start < end && start < name.end);
}
