import { describe, expect, it } from 'vitest';
import { touchedRecords } from './touchedRecords.ts';

describe('the records that a change of an unknown format touches', () => {
  it('are named once each, whatever else the operations say', () => {
    const operations = [
      { recordId: 'jakarta', hologram: true },
      { recordId: 'jakarta' },
      { recordId: 'x', id: 7 },
      null,
      { recordId: 9 },
      'text',
    ];
    expect(touchedRecords(JSON.stringify({ shape: 2, operations }))).toEqual(['jakarta', 'x']);
  });

  it.each(['', 'null', '[]', '{', '{"operations":{"a":1}}', '"text"', '5'])('are none for %s', (text) => {
    expect(touchedRecords(text)).toEqual([]);
  });
});
