import { formatTable } from '#test/bench/matching/table.ts';
import type { SearchFigures } from '../search/searchReport.ts';
import type { CommandFigures } from './commands.ts';
import { figure } from './measure.ts';
import type { WriteFigures } from './writes.ts';

interface Growth {
  readonly what: string;
  readonly small: number;
  readonly large: number;
}

/**
 * How times grow from the smaller to the larger registry: the exponent in `time = c · records^exponent`.
 * 0 does not grow, 1 grows with the registry.
 */
export function slopeTable(
  sizes: readonly [small: number, large: number],
  measured: {
    search: readonly SearchFigures[];
    writes: readonly WriteFigures[];
    commands: readonly CommandFigures[];
  },
): string {
  const rows = [
    ...pairs(
      sizes,
      measured.search.filter(({ engine }) => engine === 'Musubi'),
      (row) => `search p50, ${row.script}`,
      (row) => row.p50,
    ),
    ...pairs(
      sizes,
      measured.search.filter(({ engine }) => engine === 'Musubi'),
      (row) => `search p95, ${row.script}`,
      (row) => row.p95,
    ),
    ...pairs(
      sizes,
      measured.writes,
      () => 'one edit p50',
      (row) => row.p50,
    ),
    ...pairs(
      sizes,
      measured.commands,
      (row) => row.command,
      (row) => row.fastest,
    ),
  ];
  return formatTable(
    ['What', ...sizes.map((size) => `${size.toLocaleString('en')} ms`), 'Slope'],
    rows.map(({ what, small, large }) => [
      what,
      figure(small),
      figure(large),
      (Math.log(large / small) / Math.log(sizes[1] / sizes[0])).toFixed(2),
    ]),
  );
}

function pairs<Row extends { readonly size: number }>(
  [small, large]: readonly [number, number],
  rows: readonly Row[],
  what: (row: Row) => string,
  value: (row: Row) => number,
): Growth[] {
  return rows
    .filter(({ size }) => size === small)
    .flatMap((row) => {
      const grown = rows.find((other) => other.size === large && what(other) === what(row));
      return grown ? [{ what: what(row), small: value(row), large: value(grown) }] : [];
    });
}
