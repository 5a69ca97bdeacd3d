import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listMembers } from '#host/sync/http/listMembers.ts';

const members = (text: string) =>
  listMembers(Buffer.from(text))?.map((bytes) => Buffer.from(bytes).toString());
const objects = fc.array(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()));
const space = fc.constantFrom('', ' ', '\n', '\r\n\t');

describe('an answer that lists entities', () => {
  it('is cut into its members as they came, whatever stands in them', () => {
    fc.assert(
      fc.property(objects, space, fc.constantFrom(undefined, 2), (list, gap, indent) => {
        const texts = list.map((member) => JSON.stringify(member, null, indent));
        expect(members(`${gap}[${gap}${texts.join(`${gap},${gap}`)}${gap}]${gap}`)).toEqual(texts);
      }),
    );
  });

  it.each(['', '{}', '[1]', '[{}', '[{},]', '[{} {}]', '[{}] []', '[,{}]', '[{"a":"}]', 'null'])(
    'is left to the parser when it is none: %s',
    (text) => {
      expect(members(text)).toBeUndefined();
    },
  );

  it('is refused when it is nested too deeply', () => {
    const nested = (depth: number) => `[${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}]`;
    expect(members(nested(63))).toHaveLength(1);
    expect(() => members(nested(64))).toThrow('nested too deeply');
  });
});
