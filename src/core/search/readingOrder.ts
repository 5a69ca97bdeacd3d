import { fold } from '#core/search/fold.ts';

/** Version of the order below. Stored names are only in order for the version that wrote them. */
export const READING_ORDER_VERSION = 1;

/** Kana by the vowel that they end on; only those that a long mark may follow. */
const ENDINGS: readonly (readonly [vowel: string, kana: string])[] = [
  ['あ', 'あかさたなはまやらわ'],
  ['い', 'いきしちにひみりゐ'],
  ['う', 'うくすつぬふむゆる'],
  ['え', 'えけせてねへめれゑ'],
  ['お', 'おこそとのほもよろを'],
];
const VOWELS = new Map(ENDINGS.flatMap(([vowel, kana]) => [...kana].map((one) => [one, vowel] as const)));

const SMALL = 'ぁぃぅぇぉっゃゅょゎゕゖ';
const LARGE = 'あいうえおつやゆよわかけ';
const LARGE_OF = new Map([...SMALL].map((small, place) => [small, LARGE[place] as string]));

const LONG_MARK = 'ー';
const REPEAT_MARK = 'ゝ';
const VOICING_MARKS = /[\u3099\u309a]/g;
const KANA = /[\u3041-\u309f\u30fc]/;
/** Lower than every letter, so that it comes between a name and a longer one that begins like it. */
const SEPARATOR = '\u0001';

/**
 * A key whose order by code units is that of a Japanese dictionary (the first two of the steps of JIS X 4061): a long
 * vowel counts as the vowel that it lengthens, a repeat mark as the kana before it, a small kana as its large one and a
 * voiced one as its plain one; only names that are alike by this are told apart by how they are written. コタキナバル
 * thus stands after コーンケン, as こおんけん does before こたきなばる.
 */
export function readingOrder(name: string): string {
  const folded = fold(name);
  if (!KANA.test(folded)) return folded;
  let plain = '';
  for (const character of folded.normalize('NFD').replace(VOICING_MARKS, '')) {
    const before = plain.at(-1) ?? '';
    if (character === LONG_MARK) plain += VOWELS.get(before) ?? LONG_MARK;
    else if (character === REPEAT_MARK) plain += KANA.test(before) ? before : REPEAT_MARK;
    else plain += LARGE_OF.get(character) ?? character;
  }
  return plain === folded ? folded : `${plain}${SEPARATOR}${folded}`;
}
