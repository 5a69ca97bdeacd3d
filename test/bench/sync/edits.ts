import { createRandom } from '../corpus/random.ts';

/** One edit of one field by one person, the unit that both sides exchange. */
export interface Edit {
  readonly number: number;
  readonly recordId: string;
  readonly text: string;
}

const words = [
  'tide',
  'gate',
  'pump',
  'road',
  'bus',
  'stop',
  'water',
  'level',
  'meter',
  'data',
  '水位',
  '道路',
];

/** Load-test edits of the named records in turn, the same ones every time. */
export function* edits(recordIds: readonly string[], count: number, seed: string): Generator<Edit> {
  const random = createRandom(`sync/${seed}`);
  for (let number = 1; number <= count; number += 1) {
    const text = Array.from({ length: 12 }, () => words[random.below(words.length)]).join(' ');
    const recordId = recordIds[(number - 1) % recordIds.length] ?? '';
    yield { number, recordId, text: `Load-test edit ${seed} ${number}: ${text}` };
  }
}
