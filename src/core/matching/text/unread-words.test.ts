import { describe, expect, it } from 'vitest';
import { createIntlSegmenter } from './segmenter.ts';
import { unreadWords } from './unread-words.ts';

const segmenter = createIntlSegmenter('test');
const wordsOf = (text: string, language: string, read: { start: number; end: number }[] = []) =>
  unreadWords(text, read, language, segmenter).map((word) => {
    expect(text.slice(word.start, word.end)).toBe(word.text);
    return word.text;
  });

describe('words that no name accounts for', () => {
  it('are what is said beside the names, once each, without small words and numbers', () => {
    const text = 'We need a lidar survey of the 12 canals, lidar first';
    expect(wordsOf(text, 'en', [{ start: text.indexOf('canals'), end: text.indexOf('canals') + 6 }])).toEqual(
      ['lidar', 'survey'],
    );
  });

  it('keep Han and katakana together as terms are written, and leave particles out', () => {
    expect(wordsOf('浸水深計測のためのマンホールアンテナを設置したい', 'ja')).toEqual([
      '浸水深計測',
      'マンホールアンテナ',
      '設置',
    ]);
  });

  it('cut Thai by its dictionary, and take a word of another script by itself', () => {
    const words = wordsOf('ต้องการ LoRaWAN สำหรับประตูระบายน้ำ', 'th');
    expect(words).toContain('LoRaWAN');
    // "Wants" and "for" are in every need.
    expect(words).not.toContain('ต้องการ');
    expect(words).not.toContain('สำหรับ');
    expect(words.every((word) => word.length >= 3)).toBe(true);
  });

  it('are nothing in a text that is all names, empty, or only marks', () => {
    expect(wordsOf('smart parking', 'en', [{ start: 0, end: 13 }])).toEqual([]);
    expect(wordsOf('', 'en')).toEqual([]);
    expect(wordsOf('… 12 — !', 'ja')).toEqual([]);
  });
});
