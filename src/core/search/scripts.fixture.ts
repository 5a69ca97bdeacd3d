/** A sentence of the kind that the registry holds, per interface language. */
export const SENTENCES: Readonly<Record<string, string>> = {
  ja: 'プノンペン都の内水氾濫に対し、AI水位予測とスマート防災「〆切・佐々木」を2025年度に調査。',
  en: "Flood early-warning for Phnom Penh's canals (AI water-level prediction), FY2025: 30% done.",
  id: 'Kota Makassar membutuhkan pengelolaan sampah dan sistem transportasi cerdas.',
  ms: 'Bandar Raya Kota Kinabalu memerlukan pengurusan air sisa serta lampu jalan pintar.',
  th: 'กรุงเทพมหานครต้องการระบบจัดการน้ำท่วมและพลังงานอัจฉริยะ ปี ๒๕๖๘ ฯลฯ ต่าง ๆ',
  vi: 'Thành phố Đà Nẵng cần giải pháp thoát nước đô thị và giao thông thông minh.',
  fil: 'Kailangan ng Lungsod ng Davao ang mas mahusay na pamamahala ng tubig at Niño.',
  km: 'រាជធានីភ្នំពេញត្រូវការប្រព័ន្ធគ្រប់គ្រងទឹកជំនន់ ឆ្នាំ២០២៥។',
  lo: 'ນະຄອນຫຼວງວຽງຈັນຕ້ອງການລະບົບຄຸ້ມຄອງນ້ຳ ແລະ ຂົນສົ່ງສາທາລະນະ.',
  my: 'ရန်ကုန်မြို့တော်သည် ရေကြီးမှုကာကွယ်ရေးစနစ် လိုအပ်သည်။ ၂၀၂၅',
};

/** Languages whose words are written without spaces between them. */
export const UNSPACED_LANGUAGES = ['ja', 'th', 'km', 'lo', 'my'] as const;
/** Languages with spaces between words. */
export const SPACED_LANGUAGES = ['en', 'id', 'ms', 'vi', 'fil'] as const;

type Range = readonly [first: number, last: number];

/** Blocks of each script; whole ones, so that unassigned code points come along too. */
const BLOCKS: Readonly<Record<string, readonly Range[]>> = {
  Latin: [
    [0x41, 0x7a],
    [0xc0, 0x24f],
  ],
  Vietnamese: [[0x1ea0, 0x1ef9]],
  Han: [
    [0x4e00, 0x9fff],
    [0x20000, 0x2a6df],
  ],
  Kana: [
    [0x3041, 0x30ff],
    [0xff61, 0xff9f],
  ],
  Thai: [[0x0e01, 0x0e5b]],
  Lao: [[0x0e81, 0x0edf]],
  Khmer: [[0x1780, 0x17f9]],
  Myanmar: [
    [0x1000, 0x109f],
    [0xaa60, 0xaa7f],
  ],
};
const EVERYTHING: readonly Range[] = [
  [0, 0xd7ff],
  [0xe000, 0x323af],
];

/** Marks, joiners, jamo and zero-width characters: what changes or joins its neighbours. */
const JOINING = [
  ...['\u0301', '\u0323', '\u0338', '\u3099', '\u309a', '゛', '゜', 'ﾞ', 'ﾟ', '\u0e4d', '\u0e33'],
  ...['\u0e49', '\u0ecd', '\u0eb3', '\u0ec9', '\u200b', '\u200d', '\u00ad', '\ufeff', '\ufe0f'],
  ...['\u3147', '\u314f', '\u1100', '\u1161', '\u11a8', '\uffc2', '\u1037', '\u103a', '\u17d2'],
];
const SEPARATING = [' ', '  ', '\u3000', '\n', '、', '。', '-', "'", '"', '(', '…'];
const ODD = ['Σ', 'ς', 'İ', 'ı', 'ŉ', '´', '¨', 'ﬁ', '½', '🏙', '👩‍💻', '🇯🇵', '\ud800', '\0'];

const LISTS = [JOINING, JOINING, SEPARATING, SEPARATING, ODD];

function characterIn(ranges: readonly Range[], number: number): string {
  const [first, last] = ranges[number % ranges.length] ?? [0, 0];
  const place = Math.floor(number / ranges.length);
  return String.fromCodePoint(first + (place % (last - first + 1)));
}

/** Random natural numbers as characters of one script, one for each. */
export function textInScript(script: string, numbers: readonly number[]): string {
  const ranges = BLOCKS[script];
  if (ranges === undefined) throw new Error(`No blocks are listed for ${script}`);
  return numbers.map((number) => characterIn(ranges, number)).join('');
}

/**
 * Random natural numbers as text of all scripts mixed with marks, separators and characters that fold
 * oddly, among them a lone surrogate and NUL.
 */
export function textOfAnyKind(numbers: readonly number[]): string {
  const blocks = [...Object.values(BLOCKS), EVERYTHING];
  const kinds = blocks.length + LISTS.length;
  return numbers
    .map((number) => {
      const kind = number % kinds;
      const rest = Math.floor(number / kinds);
      const list = LISTS[kind - blocks.length];
      if (list !== undefined) return list[rest % list.length] ?? '';
      return characterIn(blocks[kind] ?? EVERYTHING, rest);
    })
    .join('');
}
