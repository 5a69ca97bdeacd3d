import { describe, expect, it } from 'vitest';
import type { ConceptRecord } from '../types.ts';
import { Lexicon } from './lexicon.ts';

const concepts: ConceptRecord[] = [
  {
    id: 'tech.level',
    type: 'technology',
    label: { ja: '水位センサー', en: 'Water-level sensor', th: 'เซ็นเซอร์วัดระดับน้ำ', vi: 'Cảm biến mực nước' },
    synonyms: { en: ['river gauge'] },
  },
  { id: 'tech.sensor', type: 'technology', label: { ja: 'センサー', en: 'Sensor' } },
  { id: 'tech.path', type: 'technology', label: { ja: 'パス' } },
  {
    id: 'ch.flood',
    type: 'challenge',
    label: { ja: '洪水', en: 'River flooding' },
    synonyms: { en: ['flash flood'] },
  },
  { id: 'sec.water', type: 'sector', label: { ja: '上下水道', en: 'Water services' } },
];
const lexicon = new Lexicon(
  concepts,
  [{ id: 'da-nang', name: { en: 'Da Nang', ja: 'ダナン' } }],
  [{ id: 'VN', name: { en: 'Viet Nam' }, aliases: ['Vietnam'] }],
);

describe('tagging', () => {
  it('names the same concepts whether they alone or all of a text is read: no themes, no places', () => {
    for (const text of [
      'Water services: river gauges for the flash flood in Da Nang, and river gauges again',
      '洪水の水位センサーと上下水道（ダナン）',
      'เซ็นเซอร์วัดระดับน้ำ',
      'nothing of all that',
    ])
      expect([...new Set(lexicon.conceptsIn(text))].sort()).toEqual(lexicon.read(text).concepts);
    expect(lexicon.conceptsIn('river gauges for the flash flood')).toEqual(['tech.level', 'ch.flood']);
  });

  it('takes the longest name and says where it stands in the text as given', () => {
    const text = 'New water level sensors for Da Nang, Vietnam';
    const reading = lexicon.read(text);
    expect(reading.concepts).toEqual(['tech.level']);
    expect(reading.cities).toEqual(['da-nang']);
    expect(reading.countries).toEqual(['VN']);
    expect(reading.spans.map((span) => text.slice(span.start, span.end))).toEqual([
      'water level sensors',
      'Da Nang',
      'Vietnam',
    ]);
    expect(reading.rest.replace(/\s+/g, ' ').trim()).toBe('New for ,');
  });

  it('reads the same concept in every language, in full or half width', () => {
    for (const text of [
      '水位センサーの設置',
      '水位ｾﾝｻｰ',
      'ติดตั้งเซ็นเซอร์วัดระดับน้ำ',
      'lắp cảm biến mực nước',
      'a RIVER-GAUGE',
    ])
      expect(lexicon.read(text).concepts).toEqual(['tech.level']);
  });

  it('does not find a short katakana name inside another word, nor a name across a full stop', () => {
    expect(lexicon.read('バイパス道路').concepts).toEqual([]);
    expect(lexicon.read('パスを使う').concepts).toEqual(['tech.path']);
    expect(lexicon.read('We cross the river. Flooding is rare').concepts).toEqual([]);
  });

  it('keeps names of sectors in the rest, because no fit is measured on them', () => {
    const reading = lexicon.read('water services in the old town');
    expect(reading.themes).toEqual(['sec.water']);
    expect(reading.rest).toContain('water services');
  });

  it('comes near a concept whose name the text does not give in full', () => {
    expect(lexicon.near('the flood last year').map((near) => near.target)).toEqual(['ch.flood']);
    expect(lexicon.near('nothing of the kind')).toEqual([]);
  });

  it('takes no single syllable of Vietnamese for a word, and nothing for near that shares only a common phrase', () => {
    const vietnamese = new Lexicon(
      [
        {
          id: 'ch.participation',
          type: 'challenge',
          label: { vi: 'Sự tham gia của người dân còn thấp' },
          synonyms: { vi: ['người cao tuổi'] },
        },
        { id: 'ch.drainage', type: 'challenge', label: { vi: 'Hệ thống thoát nước kém' } },
      ],
      [],
      [],
    );
    const near = (text: string) => vietnamese.near(text).map((name) => name.target);
    expect(near('Thành phố muốn nâng cao chất lượng cuộc sống của người dân')).toEqual([]);
    expect(near('cao tốc và người dân')).toEqual([]);
    expect(near('hệ thống thoát nước của thành phố')).toEqual(['ch.drainage']);
  });
});
