import fc from 'fast-check';
import { expect, it } from 'vitest';
import { groupKey, type Lines, linesOf, rowsBetween } from './lines.ts';

const show = (lines: Lines) =>
  Array.from({ length: lines.count }, (_none, index) => {
    const line = lines.at(index);
    return line?.type === 'heading' ? `# ${line.group.value ?? '?'}` : line?.row;
  });

const groups = [
  { value: 'ID', count: 2 },
  { value: 'VN', count: 1 },
  { value: null, count: 1 },
];
const nothing: ReadonlySet<string> = new Set();

it('puts a heading before every group, and before what is not known', () => {
  expect(show(linesOf(4, groups, nothing))).toEqual(['# ID', 0, 1, '# VN', 2, '# ?', 3]);
  expect(show(linesOf(1, undefined, nothing))).toEqual([0]);
  expect(show(linesOf(0, [], nothing))).toEqual([]);
});

it('puts the records of folded groups away, and keeps the places of the others', () => {
  const folded = new Set([groupKey({ value: 'ID' }), groupKey({ value: null })]);
  expect(show(linesOf(4, groups, folded))).toEqual(['# ID', '# VN', 2, '# ?']);
});

it('knows which rows stand in a stretch of lines', () => {
  const lines = linesOf(4, groups, nothing);
  expect(rowsBetween(lines, 0, 6)).toEqual({ first: 0, last: 3 });
  expect(rowsBetween(lines, 2, 4)).toEqual({ first: 1, last: 2 });
  expect(rowsBetween(lines, 3, 3)).toBeUndefined();
  expect(rowsBetween(lines, 5, 99)).toEqual({ first: 3, last: 3 });
});

it('shows every row of what is not folded once and in order, however the groups are', () => {
  const group = fc.record({
    value: fc.oneof(fc.string(), fc.integer(), fc.constant(null)),
    count: fc.nat(9),
  });
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(group, fc.boolean()), { selector: ([own]) => groupKey(own), maxLength: 30 }),
      (made) => {
        const own = made.map(([each]) => each);
        const folded = new Set(made.filter(([, isFolded]) => isFolded).map(([each]) => groupKey(each)));
        const lines = linesOf(0, own, folded);
        const expected: (number | string)[] = [];
        let row = 0;
        for (const each of own) {
          expected.push(groupKey(each));
          for (let place = 0; place < each.count; place += 1) {
            if (!folded.has(groupKey(each))) expected.push(row);
            row += 1;
          }
        }
        const found = Array.from({ length: lines.count }, (_none, index) => {
          const line = lines.at(index);
          return line?.type === 'heading' ? groupKey(line.group) : line?.row;
        });
        expect(found).toEqual(expected);
        expect(lines.rows).toBe(row);
        expect(lines.at(-1)).toBeUndefined();
        expect(lines.at(lines.count)).toBeUndefined();
      },
    ),
  );
});
