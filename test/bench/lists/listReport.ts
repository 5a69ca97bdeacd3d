import { formatTable } from '#test/bench/matching/table.ts';
import { figure } from '../parts/measure.ts';
import type { FrameFigures } from './frames.ts';
import type { ListTime } from './hostTimes.ts';

/** What the host takes at each size, and how it grows. */
export function listTimesTable(times: readonly ListTime[], sizes: readonly number[]): string {
  const [small, large] = sizes;
  const names = [...new Set(times.map(({ what }) => what))];
  const of = (what: string, size: number | undefined) =>
    times.find((time) => time.what === what && time.size === size);
  return formatTable(
    [
      'What',
      ...sizes.flatMap((size) => [`${size.toLocaleString('en')} rows, ms`, 'processor ms']),
      ...(large === undefined ? [] : ['Slope']),
    ],
    names.map((what) => [
      what,
      ...sizes.flatMap((size) => [
        figure(of(what, size)?.wall ?? Number.NaN),
        figure(of(what, size)?.processor ?? Number.NaN),
      ]),
      ...(small === undefined || large === undefined
        ? []
        : [slope(of(what, small)?.wall, of(what, large)?.wall, small, large)]),
    ]),
  );
}

function slope(before: number | undefined, after: number | undefined, small: number, large: number): string {
  if (before === undefined || after === undefined) return '–';
  return (Math.log(after / before) / Math.log(large / small)).toFixed(2);
}

export function framesTable(figures: readonly FrameFigures[]): string {
  const share = (value: number) => `${(value * 100).toFixed(1)} %`;
  const ours = (row: FrameFigures) =>
    figures.find(({ list, size, motion }) => list === 'Musubi' && size === row.size && motion === row.motion);
  return formatTable(
    [
      'Rows',
      'List',
      'Motion',
      'First rows ms',
      'Frames > 25 ms',
      'Frames > 33 ms',
      'Work p50 ms',
      'Work p95 ms',
      'Work p95 ÷ Musubi',
    ],
    figures.map((row) => [
      row.size.toLocaleString('en'),
      row.list,
      row.motion,
      figure(row.ready),
      share(row.late),
      share(row.dropped),
      figure(row.workMedian),
      figure(row.workP95),
      figure(row.workP95 / (ours(row)?.workP95 ?? Number.NaN)),
    ]),
  );
}
