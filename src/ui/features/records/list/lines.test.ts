import { expect, it } from 'vitest';
import { type Line, linesOf, stepTo } from './lines.ts';
import type { ListItem } from './tableFeatures.ts';

const item = (id: string, country?: string) => ({ id, country }) as unknown as ListItem;
const show = (lines: readonly Line[]) =>
  lines.map((line) => (line.type === 'heading' ? `# ${line.value ?? '?'}` : line.item.id));

const lines = linesOf([item('a', 'ID'), item('b', 'ID'), item('c', 'VN'), item('d')], 'country');

it('puts a heading before every new value, and before what is not known', () => {
  expect(show(lines)).toEqual(['# ID', 'a', 'b', '# VN', 'c', '# ?', 'd']);
  expect(show(linesOf([item('a')], undefined))).toEqual(['a']);
});

it('steps from record to record over headings, and stops at the ends', () => {
  expect(stepTo(lines, 2, 1)).toBe(4);
  expect(stepTo(lines, 4, -1)).toBe(2);
  expect(stepTo(lines, 1, -1)).toBe(1);
  expect(stepTo(lines, 6, 1)).toBe(6);
  expect(stepTo(lines, 1, 100)).toBe(6);
  expect(stepTo(lines, 6, -100)).toBe(1);
  expect(stepTo([], 0, 1)).toBe(-1);
});
