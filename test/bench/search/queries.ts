import type { LanguageCode } from '#core/kinds/fieldTypes.ts';
import { fold } from '#core/search/fold.ts';
import { parseQuery } from '#core/search/query.ts';
import { createRandom, type Random } from '../corpus/random.ts';
import type { Vocabulary } from '../corpus/vocabulary.ts';

/** Groups of writing systems whose questions are timed apart. */
export const scripts = [
  {
    name: 'Japanese',
    languages: ['ja'],
    spaced: false,
    must: ['水', 'の', '防災', 'スマートシティ', '交通'],
  },
  { name: 'Thai', languages: ['th'], spaced: false, must: ['น', 'น้ำ', 'น้ำท่วม', 'เมือง', 'ขยะ'] },
  {
    name: 'Khmer, Lao, Burmese',
    languages: ['km', 'lo', 'my'],
    spaced: false,
    must: ['ទ', 'ទឹក', 'ນ', 'ນ້ຳ', 'ရ', 'ရေ'],
  },
  {
    name: 'Latin',
    languages: ['en', 'vi', 'id', 'ms', 'fil'],
    spaced: true,
    must: ['s', 'a', 'sm', 'smart city', 'flood', 'đô thị', 'lũ', 'banjir', 'baha', 'Đà Nẵng'],
  },
] as const satisfies readonly {
  name: string;
  languages: readonly LanguageCode[];
  spaced: boolean;
  must: readonly string[];
}[];
export type Script = (typeof scripts)[number];

/** How many characters questions of scripts without spaces, and letters of spaced ones, have; repeats weigh. */
const lengths = [1, 1, 1, 2, 2, 2, 2, 3, 3, 4, 4, 5, 6, 8];
const twoWordsChance = 0.15;
const wholeTermChance = 0.12;

/**
 * `count` different questions as they are typed: single characters, beginnings, whole terms and two
 * words, cut from the real bundled texts of the script; always the frequent words of `must`.
 */
export function questionsIn(script: Script, vocabulary: Vocabulary, count: number, seed: string): string[] {
  const random = createRandom(`${seed}/${script.name}`);
  const folded = new Set<string>();
  const questions: string[] = [];
  const add = (question: string) => {
    const key = fold(question);
    if (folded.has(key) || parseQuery(question).words.length === 0) return;
    folded.add(key);
    questions.push(question);
  };
  for (const question of script.must) add(question);
  const part = () => {
    const term = random.pick(vocabulary.terms[random.pick(script.languages as readonly LanguageCode[])]);
    if (random.chance(wholeTermChance)) return term;
    return script.spaced ? beginning(random, term) : cut(random, term);
  };
  for (let attempt = 0; questions.length < count && attempt < count * 200; attempt += 1) {
    add(random.chance(twoWordsChance) ? `${part()} ${part()}` : part());
  }
  if (questions.length < count) throw new Error(`not enough questions in ${script.name}`);
  return random.sample(questions, count);
}

function cut(random: Random, term: string): string {
  const run = random.pick(
    term
      .split(/[\p{P}\p{Z}a-z0-9]+/iu)
      .filter((part) => part !== '')
      .concat(term),
  );
  const characters = Array.from(run);
  const length = Math.min(random.pick(lengths), characters.length);
  const start = random.below(characters.length - length + 1);
  return characters.slice(start, start + length).join('');
}

function beginning(random: Random, term: string): string {
  const word = random.pick(
    term
      .split(/[\p{P}\p{Z}]+/u)
      .filter((part) => part !== '')
      .concat(term),
  );
  return Array.from(word).slice(0, random.pick(lengths)).join('');
}
