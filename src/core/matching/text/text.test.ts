import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CosineIndex, type CosineText } from './cosine-index.ts';
import { stemEnglish } from './english-stemmer.ts';
import { guessLanguage } from './language.ts';
import { normaliseText, normaliseWithOffsets } from './normalise.ts';
import { normaliseOrganisationName } from './organisation-name.ts';
import { createIntlSegmenter, withoutDictionary } from './segmenter.ts';
import { TextIndex } from './text-index.ts';
import { defaultTextSettings } from './text-settings.ts';
import { isUnspaced, piecesOf, tokenise } from './tokens.ts';

const segmenter = createIntlSegmenter('test');

/** Words, marks and signs of all our scripts in any order, with what may stand between them. */
const manyScripts = fc
  .array(
    fc.oneof(
      fc.constantFrom('洪水', '水位予測', 'スマートシティ', 'による', 'ー', '々', '𠮷野', 'ｶﾞｽ', '１２'),
      fc.constantFrom('น้ำท่วม', 'เมือง', 'การ', '้', 'ទឹកជំនន់', 'ទីក្រុង', '្', 'ນ້ຳຖ້ວມ', 'ນະຄອນ', 'ရေကြီးမှု', 'မြို့', '္'),
      fc.constantFrom('AI', 'thành', 'phố', 'நகரம்', '3D', "city's", '\u200b', '\u0301'),
      fc.constantFrom(' ', '\n', '、', '。', '-', '・', '', '😀'),
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.join(''));

describe('normalising', () => {
  it('keeps SARA AM of Thai and Lao in one piece, with and without a tone mark', () => {
    expect(normaliseText('น้ำท่วม')).toBe('น้ำท่วม');
    expect(normaliseText('กำลัง')).toBe('กำลัง');
    expect(normaliseText('ນ້ຳຖ້ວມ')).toBe('ນ້ຳຖ້ວມ');
    expect('น้ำ'.normalize('NFKC')).not.toBe('น้ำ');
  });

  it('folds width and case and drops zero-width characters', () => {
    expect(normaliseText('ＡＩ\u200bｶﾞｽ')).toBe('aiガス');
    expect(normaliseText('re\u00adsil\u200dience')).toBe('resilience');
  });

  it('finds the way back to the original positions', () => {
    const original = 'ｶﾞｽ①株式会社 น้ำ ﬁne';
    const folded = normaliseWithOffsets(original);
    expect(folded.text).toBe(normaliseText(original));
    const at = folded.text.indexOf('株式');
    expect(original.slice(folded.start(at), folded.end(at + 1))).toBe('株式');
    expect(original.slice(folded.start(0), folded.end(0))).toBe('ｶﾞ');
  });

  it('gives spans inside the original for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const folded = normaliseWithOffsets(text);
        for (let index = 0; index < folded.text.length; index += 1) {
          expect(folded.start(index)).toBeGreaterThanOrEqual(0);
          expect(folded.end(index)).toBeLessThanOrEqual(text.length);
          expect(folded.start(index)).toBeLessThan(folded.end(index));
        }
      }),
    );
  });

  it.each([
    ['株式会社オリエンタルコンサルタンツ', 'オリエンタルコンサルタンツ'],
    ['㈱日立製作所', '日立製作所'],
    ['PT. Mitra Kota Cerdas Tbk', 'mitra kota cerdas'],
    ['Smart River Co., Ltd.', 'smart river'],
    ['Công ty TNHH Sông Xanh', 'sông xanh'],
    ['บริษัท แม่น้ำ จำกัด (มหาชน)', 'แม่น้ำ'],
    ['Limited', 'limited'],
  ])('strips the legal form from %s', (name, expected) => {
    expect(normaliseOrganisationName(name)).toBe(expected);
  });
});

describe('English stems', () => {
  it.each([
    ['consigned', 'consign'],
    ['consistency', 'consist'],
    ['knightly', 'knight'],
    ['flooding', 'flood'],
    ['floods', 'flood'],
    ['monitoring', 'monitor'],
    ['generously', 'generous'],
    ['communities', 'communiti'],
    ['proceed', 'proceed'],
    ['skies', 'sky'],
    ['dying', 'die'],
    ['hopping', 'hop'],
    ['hoping', 'hope'],
    ['happy', 'happi'],
    ['enjoy', 'enjoy'],
    ['relational', 'relat'],
    ['electricity', 'electr'],
    ['gas', 'gas'],
  ])('of %s is %s', (word, stem) => {
    expect(stemEnglish(word)).toBe(stem);
  });
});

describe('terms', () => {
  it('are stemmed words without stop words in English', () => {
    expect(tokenise('The sensors of the rivers', 'en', segmenter).words).toEqual(['sensor', 'river']);
  });

  it('cut mixed scripts apart and use pairs for Han and kana, triples elsewhere', () => {
    const { words, grams } = tokenise('AI水位予測', 'ja', segmenter);
    expect(words[0]).toBe('ai');
    expect(grams).toEqual(['^ai', 'ai$', '水位', '位予', '予測']);
    expect(tokenise('น้ำท่วม', 'th', withoutDictionary).grams.every((gram) => [...gram].length === 3)).toBe(
      true,
    );
  });

  it('of several runs are those of each run: no word crosses from one to the next', () => {
    fc.assert(
      fc.property(manyScripts, fc.constantFrom('ja', 'th', 'km', 'lo', 'my', 'en'), (text, language) => {
        const runs = piecesOf(text).filter(isUnspaced);
        expect(segmenter.words(runs, language)).toEqual(
          runs.flatMap((run) => segmenter.words([run], language)),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('of an index are those of a query: a document knows every term of its own text', () => {
    fc.assert(
      fc.property(
        manyScripts,
        manyScripts,
        fc.constantFrom('ja', 'th', 'en', 'vi'),
        (title, body, language) => {
          const index = new TextIndex([{ id: 'd', title, body }], language, segmenter, defaultTextSettings);
          const { words, grams } = index.query(`${title}\n${body}`);
          expect([...words, ...grams].filter(({ id }) => id < 0)).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('the language of a text', () => {
  it.each([
    ['洪水の予測が必要です', 'ja'],
    ['ต้องการระบบเตือนภัยน้ำท่วม', 'th'],
    ['ຕ້ອງການລະບົບເຕືອນໄພ', 'lo'],
    ['ត្រូវការប្រព័ន្ធព្រមាន', 'km'],
    ['ရေကြီးမှု ခန့်မှန်းချက်', 'my'],
    ['Thành phố bị ngập nặng khi mưa lớn', 'vi'],
    ['We need a better way to forecast floods', 'en'],
    ['Kami butuh sistem untuk memantau banjir di kota ini', 'id'],
    ['Kailangan namin ng sistema para sa baha sa lungsod', 'fil'],
  ])('"%s" is %s', (text, language) => {
    expect(guessLanguage(text)).toBe(language);
  });
});

describe('the text index', () => {
  const words = fc.array(fc.constantFrom('river', 'bridge', 'solar', 'drone', 'valley', 'tower'), {
    maxLength: 8,
  });
  const texts = fc.array(words, { minLength: 1, maxLength: 8 });

  it('scores within [0, 1] and explains every score by its terms', () => {
    fc.assert(
      fc.property(texts, words, (documents, query) => {
        const index = new TextIndex(
          documents.map((body, number) => ({
            id: `d${number}`,
            title: body.slice(0, 1).join(' '),
            body: body.join(' '),
          })),
          'en',
          segmenter,
          defaultTextSettings,
        );
        const prepared = index.query(query.join(' '));
        for (const [document, score] of index.score(prepared).entries()) {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1 + 1e-12);
          const sum = index.explain(prepared, document).reduce((total, term) => total + term.share, 0);
          expect(sum).toBeCloseTo(score, 9);
        }
      }),
    );
  });

  it('counts a title about twice, inside the term frequency', () => {
    const index = new TextIndex(
      [
        { id: 'title', title: 'bridge', body: 'solar drone tower' },
        { id: 'body', title: 'solar', body: 'bridge drone tower' },
        { id: 'none', title: 'valley', body: 'river drone tower' },
      ],
      'en',
      segmenter,
      defaultTextSettings,
    );
    const [title, body, none] = index.score(index.query('bridge'));
    expect(title).toBeGreaterThan(body ?? 1);
    expect(body).toBeGreaterThan(none ?? 1);
    expect(none).toBe(0);
  });

  it('finds Japanese words inside compounds', () => {
    const index = new TextIndex(
      [
        { id: 'a', title: '', body: '河川の水位を予測する人工知能' },
        { id: 'b', title: '', body: '都市交通の信号を制御する装置' },
      ],
      'ja',
      segmenter,
      defaultTextSettings,
    );
    const [a, b] = index.score(index.query('水位予測'));
    expect(a).toBeGreaterThan(b ?? 1);
  });
});

describe('the cosine of texts', () => {
  const word = fc.constantFrom('river', 'bridge', 'solar', 'drone', 'valley', 'tower');
  const phrase = fc.array(word, { maxLength: 6 }).map((words) => words.join(' '));
  const text = fc.record({ title: phrase, body: phrase });
  const indexOf = (texts: readonly CosineText[], titleWeight = 2): CosineIndex =>
    new CosineIndex(texts, 'en', segmenter, { ...defaultTextSettings, titleWeight });

  it('is in [0, 1], 1 of a text with itself, and the same in both directions, whatever a title weighs', () => {
    fc.assert(
      fc.property(text, text, fc.constantFrom(0, 0.3, 1, 2, 5), (one, other, titleWeight) => {
        const index = indexOf([one, other], titleWeight);
        const [own = 0, there = 0] = index.cosines(one);
        const [back = 0] = index.cosines(other);
        const says = titleWeight > 0 ? `${one.title}${one.body}` : one.body;
        expect(own).toBeCloseTo(says === '' ? 0 : 1, 9);
        expect(there).toBeCloseTo(back, 9);
        expect(there).toBeGreaterThanOrEqual(0);
        expect(there).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is greater for a word of the title than for one of the body, on either side', () => {
    const inTitle = { title: 'bridge', body: 'solar drone' };
    const inBody = { title: 'solar', body: 'bridge drone' };
    const [title = 0, body = 1] = indexOf([inTitle, inBody]).cosines({ title: '', body: 'bridge tower' });
    expect(title).toBeGreaterThan(body);
    const [only = 0] = indexOf([{ title: '', body: 'bridge tower' }, inBody]).cosines(inTitle);
    const [less = 1] = indexOf([{ title: '', body: 'bridge tower' }, inTitle]).cosines(inBody);
    expect(only).toBeGreaterThan(less);
  });
});
