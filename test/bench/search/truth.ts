import { parseQuery } from '#core/search/query.ts';
import { indexText } from '#core/search/tokens.ts';
import type { SearchableRecord } from '../corpus/searchTexts.ts';

/** Parts the texts of a record; it is no token, so no question reaches across it. */
const border = ' | ';

/**
 * The substring truth: a record matches when every word of the question occurs in one of its texts,
 * anywhere in scripts without spaces, at the beginning of a word in the others. The same rule as
 * `matches` of core/search/query, with the texts prepared once.
 */
export class Truth {
  readonly #texts: readonly string[];
  readonly #answers = new Map<string, ReadonlySet<number>>();

  constructor(records: readonly SearchableRecord[]) {
    this.#texts = records.map(({ texts }) => ` ${texts.map(indexText).join(border)} `);
  }

  /** Indexes of the matching records. */
  find(question: string): ReadonlySet<number> {
    const known = this.#answers.get(question);
    if (known) return known;
    const needles = parseQuery(question).words.map(
      ({ tokens, prefix }) => ` ${tokens.join(' ')}${prefix ? '' : ' '}`,
    );
    const found = new Set<number>();
    for (const [index, text] of this.#texts.entries()) {
      if (needles.length > 0 && needles.every((needle) => text.includes(needle))) found.add(index);
    }
    this.#answers.set(question, found);
    return found;
  }
}

export interface Agreement {
  /** Records that should have been found, over all questions. */
  wanted: number;
  /** Those of them that were. */
  found: number;
  /** Records found beyond them. */
  extra: number;
  /** Questions with an answer to which nothing at all was found. */
  unanswered: number;
}

export function compareWithTruth(
  truth: Truth,
  questions: readonly string[],
  find: (question: string) => ReadonlySet<number>,
): Agreement {
  const agreement: Agreement = { wanted: 0, found: 0, extra: 0, unanswered: 0 };
  for (const question of questions) {
    const wanted = truth.find(question);
    const found = find(question);
    const right = [...wanted].filter((index) => found.has(index)).length;
    agreement.wanted += wanted.size;
    agreement.found += right;
    agreement.extra += found.size - right;
    if (wanted.size > 0 && right === 0) agreement.unanswered += 1;
  }
  return agreement;
}
