import { englishStopWords } from './english-stop-words.ts';

/** The languages of the app. */
export const matchingLanguages = ['ja', 'en', 'id', 'ms', 'th', 'vi', 'fil', 'km', 'lo', 'my'] as const;

const SCRIPTS: ReadonlyArray<readonly [RegExp, string]> = [
  [/[\u3040-\u30ff]/g, 'ja'],
  [/[\u0e00-\u0e7f]/g, 'th'],
  [/[\u0e80-\u0eff]/g, 'lo'],
  [/[\u1780-\u17ff]/g, 'km'],
  [/[\u1000-\u109f]/g, 'my'],
];

const VIETNAMESE_LETTERS = /[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/giu;

const FUNCTION_WORDS: ReadonlyArray<readonly [string, ReadonlySet<string>]> = [
  [
    'id',
    new Set(
      'yang dan di ke dari untuk dengan pada adalah ini itu tidak akan atau juga kami kota butuh perlu bagi oleh karena sistem agar dapat bisa'.split(
        ' ',
      ),
    ),
  ],
  [
    'ms',
    new Set(
      'yang dan di ke dari untuk dengan pada ialah ini itu tidak akan atau juga kami bandar perlu bagi oleh kerana adalah boleh bandaraya memerlukan'.split(
        ' ',
      ),
    ),
  ],
  [
    'fil',
    new Set(
      'ang ng mga sa na at ay para kung hindi ito namin natin kailangan lungsod may mula upang dahil nang'.split(
        ' ',
      ),
    ),
  ],
];

/** Thai, Khmer, Lao and Burmese words of every need: to want, for, and, of. Told apart by their letters alone. */
const SOUTHEAST_FUNCTION_WORDS: ReadonlySet<string> = new Set(
  'ต้องการ สำหรับ เพื่อ และ ของ จาก ด้วย เป็น ត្រូវការ សម្រាប់ ដើម្បី និង របស់ ក្នុង ຕ້ອງການ ສຳລັບ ເພື່ອ ແລະ ຂອງ လိုအပ် အတွက် နှင့်'.split(
    ' ',
  ),
);

/** Whether a word of a script without spaces says nothing by itself. */
export function isSoutheastFunctionWord(word: string): boolean {
  return SOUTHEAST_FUNCTION_WORDS.has(word);
}

/** Words that say nothing by themselves, where they are known. */
export function functionWordsOf(language: string): ReadonlySet<string> {
  if (language === 'en') return englishStopWords;
  return new Map(FUNCTION_WORDS).get(language) ?? new Set();
}

/**
 * The language of a piece of text, by script first, then by function words. Deterministic and modest: it only has
 * to choose how text is cut into words.
 */
export function guessLanguage(text: string): string {
  let best = '';
  let bestCount = 0;
  for (const [pattern, language] of SCRIPTS) {
    const count = text.match(pattern)?.length ?? 0;
    if (count > bestCount) {
      best = language;
      bestCount = count;
    }
  }
  const letters = text.match(/[a-z\u00c0-\u024f\u1e00-\u1eff]/gi)?.length ?? 0;
  const han = text.match(/[\u4e00-\u9fff]/g)?.length ?? 0;
  if (best !== '' && bestCount * 3 >= letters) return best;
  if (han * 3 > letters) return 'ja';
  if ((text.match(VIETNAMESE_LETTERS)?.length ?? 0) * 20 >= letters && VIETNAMESE_LETTERS.test(text)) {
    VIETNAMESE_LETTERS.lastIndex = 0;
    return 'vi';
  }
  VIETNAMESE_LETTERS.lastIndex = 0;
  const words = text.toLowerCase().match(/[a-z]+/g) ?? [];
  let language = 'en';
  let hits = words.filter((word) => englishStopWords.has(word) && word.length > 1).length;
  for (const [candidate, list] of FUNCTION_WORDS) {
    const count = words.filter((word) => list.has(word)).length;
    if (count > hits) {
      language = candidate;
      hits = count;
    }
  }
  return language;
}
