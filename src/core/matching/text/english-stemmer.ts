/**
 * English stemming by the Snowball "English" (Porter2) algorithm, written from its published description:
 * M. F. Porter, "The English (Porter2) stemming algorithm", https://snowballstem.org/algorithms/english/stemmer.html
 */

const DOUBLES = new Set(['bb', 'dd', 'ff', 'gg', 'mm', 'nn', 'pp', 'rr', 'tt']);
const VALID_LI_ENDING = /[cdeghkmnrt]$/;

const EXCEPTIONS = new Map<string, string>([
  ['skis', 'ski'],
  ['skies', 'sky'],
  ['dying', 'die'],
  ['lying', 'lie'],
  ['tying', 'tie'],
  ['idly', 'idl'],
  ['gently', 'gentl'],
  ['ugly', 'ugli'],
  ['early', 'earli'],
  ['only', 'onli'],
  ['singly', 'singl'],
  ['sky', 'sky'],
  ['news', 'news'],
  ['howe', 'howe'],
  ['atlas', 'atlas'],
  ['cosmos', 'cosmos'],
  ['bias', 'bias'],
  ['andes', 'andes'],
]);

const EXCEPTIONS_AFTER_STEP_1A = new Set([
  'inning',
  'outing',
  'canning',
  'herring',
  'earring',
  'proceed',
  'exceed',
  'succeed',
]);

const STEP_2: ReadonlyArray<readonly [string, string]> = [
  ['ization', 'ize'],
  ['ational', 'ate'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['iveness', 'ive'],
  ['tional', 'tion'],
  ['biliti', 'ble'],
  ['lessli', 'less'],
  ['entli', 'ent'],
  ['ation', 'ate'],
  ['alism', 'al'],
  ['aliti', 'al'],
  ['ousli', 'ous'],
  ['iviti', 'ive'],
  ['fulli', 'ful'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['abli', 'able'],
  ['izer', 'ize'],
  ['ator', 'ate'],
  ['alli', 'al'],
  ['bli', 'ble'],
  ['ogi', 'og'],
  ['li', ''],
];

const STEP_3: ReadonlyArray<readonly [string, string]> = [
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['alize', 'al'],
  ['icate', 'ic'],
  ['iciti', 'ic'],
  ['ative', ''],
  ['ical', 'ic'],
  ['ness', ''],
  ['ful', ''],
];

const STEP_4 = [
  'ement',
  'ance',
  'ence',
  'able',
  'ible',
  'ment',
  'ant',
  'ent',
  'ism',
  'ate',
  'iti',
  'ous',
  'ive',
  'ize',
  'ion',
  'al',
  'er',
  'ic',
];

const REGION = /^[^aeiouy]*[aeiouy]+[^aeiouy]/;

function regionOne(word: string): number {
  for (const prefix of ['gener', 'commun', 'arsen']) {
    if (word.startsWith(prefix)) return prefix.length;
  }
  const match = REGION.exec(word);
  return match ? match[0].length : word.length;
}

function regionTwo(word: string, first: number): number {
  const match = REGION.exec(word.slice(first));
  return match ? first + match[0].length : word.length;
}

function endsWithShortSyllable(word: string): boolean {
  return /[^aeiouy][aeiouy][^aeiouywxY]$/.test(word) || /^[aeiouy][^aeiouy]$/.test(word);
}

function stepOneA(word: string): string {
  if (word.endsWith('sses')) return word.slice(0, -2);
  if (word.endsWith('ied') || word.endsWith('ies')) {
    return word.length > 4 ? word.slice(0, -2) : word.slice(0, -1);
  }
  if (word.endsWith('us') || word.endsWith('ss')) return word;
  if (word.endsWith('s') && /[aeiouy].*.s$/.test(word)) return word.slice(0, -1);
  return word;
}

function stepOneB(word: string, first: number): string {
  if (word.endsWith('eedly')) return word.length - 5 >= first ? word.slice(0, -3) : word;
  if (word.endsWith('eed')) return word.length - 3 >= first ? word.slice(0, -1) : word;
  const match = /(?:ingly|edly|ing|ed)$/.exec(word);
  if (!match) return word;
  const stem = word.slice(0, match.index);
  if (!/[aeiouy]/.test(stem)) return word;
  if (/(?:at|bl|iz)$/.test(stem)) return `${stem}e`;
  if (DOUBLES.has(stem.slice(-2))) return stem.slice(0, -1);
  if (first >= stem.length && endsWithShortSyllable(stem)) return `${stem}e`;
  return stem;
}

function replaceLongest(
  word: string,
  table: ReadonlyArray<readonly [string, string]>,
  first: number,
  second: number,
): string {
  for (const [suffix, replacement] of table) {
    if (!word.endsWith(suffix)) continue;
    const start = word.length - suffix.length;
    if (start < first) return word;
    const stem = word.slice(0, start);
    if (suffix === 'ogi' && !stem.endsWith('l')) return word;
    if (suffix === 'li' && !VALID_LI_ENDING.test(stem)) return word;
    if (suffix === 'ative' && start < second) return word;
    return stem + replacement;
  }
  return word;
}

function stepFour(word: string, second: number): string {
  for (const suffix of STEP_4) {
    if (!word.endsWith(suffix)) continue;
    const start = word.length - suffix.length;
    if (start < second) return word;
    if (suffix === 'ion' && !/[st]$/.test(word.slice(0, start))) return word;
    return word.slice(0, start);
  }
  return word;
}

function stepFive(word: string, first: number, second: number): string {
  const last = word.length - 1;
  if (word.endsWith('e')) {
    if (last >= second || (last >= first && !endsWithShortSyllable(word.slice(0, -1))))
      return word.slice(0, -1);
  } else if (word.endsWith('ll') && last >= second) {
    return word.slice(0, -1);
  }
  return word;
}

const cache = new Map<string, string>();
const CACHE_LIMIT = 50_000;

/** The stem of a lower-case English word; words of other scripts and very short words come back unchanged. */
export function stemEnglish(word: string): string {
  if (word.length <= 2) return word;
  const known = cache.get(word);
  if (known !== undefined) return known;
  const stem = /^[a-z'’]+$/.test(word) ? computeStem(word.replaceAll('’', "'")) : word;
  if (cache.size >= CACHE_LIMIT) cache.clear();
  cache.set(word, stem);
  return stem;
}

function computeStem(input: string): string {
  let word = input.replace(/^'/, '');
  const exception = EXCEPTIONS.get(word);
  if (exception !== undefined) return exception;
  // A y at the start or after a vowel is a consonant; it is marked Y until the end.
  word = word.replace(/^y/, 'Y').replace(/([aeiouy])y/g, '$1Y');
  const first = regionOne(word);
  const second = regionTwo(word, first);
  word = word.replace(/(?:'s'|'s|')$/, '');
  word = stepOneA(word);
  if (EXCEPTIONS_AFTER_STEP_1A.has(word)) return word;
  word = stepOneB(word, first);
  if (word.length > 2 && /[^aeiouy][yY]$/.test(word)) word = `${word.slice(0, -1)}i`;
  word = replaceLongest(word, STEP_2, first, second);
  word = replaceLongest(word, STEP_3, first, second);
  word = stepFour(word, second);
  word = stepFive(word, first, second);
  return word.replaceAll('Y', 'y');
}
