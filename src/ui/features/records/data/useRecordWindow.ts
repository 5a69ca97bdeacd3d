import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ComputedValues, Condition, ListInput, ListOutput, Sort } from '#contract/schemas.ts';
import type { ComputedField } from '#core/completeness/computedFields.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { orpc } from '#ui/host/queries.ts';
import { useFormat } from '#ui/i18n/format.ts';
import type { Labels } from '../values/ReferenceValue.tsx';

export type ListItem = ListOutput['items'][number];

/** A row of the host's order with the names of what it points to. */
export interface WindowRow {
  readonly item: ListItem;
  readonly labels: Labels;
  /** What follows from the record, as far as a column shows it. */
  readonly computed: ComputedValues | undefined;
}

export interface RecordWindow {
  /** The same for as long as kind, filters, order and headings are. */
  readonly key: string;
  /** Records that match; undefined until the first answer. */
  readonly total: number | undefined;
  /** With headings: the groups of the whole list, in order. */
  readonly groups: ListOutput['groups'];
  /** Names for the headings. */
  readonly labels: Labels;
  /** Undefined for a row that is not here (yet). */
  at(row: number): WindowRow | undefined;
  /** Says which rows of the host's order are in sight. */
  want(first: number, last: number): void;
  readonly error: unknown;
  /** What is shown answers the question before this one. */
  readonly isStale: boolean;
  readonly retry: () => void;
}

/** Rows read at a time. */
export const pageSize = 100;
/** Rows beyond those in sight that are read before the reader comes to them. */
const ahead = 50;
/** Milliseconds between two moves of the window while somebody drags the scrollbar: what flies past is not read. */
const pause = 100;
/** Milliseconds for which rows out of sight are kept, for who scrolls a little back. */
const keptFor = 10_000;

interface Span {
  readonly key: string;
  readonly from: number;
  readonly to: number;
}

/** A filtered, sorted, grouped list of any length, of which only the pages around what is in sight are here. */
export function useRecordWindow(
  kind: KindName,
  where: readonly Condition[],
  sort: Sort | undefined,
  group: string | undefined,
  computed: readonly ComputedField[],
): RecordWindow {
  const { language } = useFormat();
  const question: ListInput = { kind, where: [...where], sort, group, language, limit: pageSize };
  // Another column is no other list: the reader stays where they are.
  const key = JSON.stringify(question);
  if (computed.length > 0) question.computed = [...computed];
  const head = useQuery(
    orpc.registry.list.queryOptions({ input: { ...question, offset: 0 }, placeholderData: keepPreviousData }),
  );
  const [span, setSpan] = useState<Span>({ key, from: 0, to: 0 });
  const { from, to } = span.key === key ? span : { from: 0, to: 0 };
  const numbers = Array.from({ length: to - from + 1 }, (_none, index) => from + index).filter(
    (page) => page > 0,
  );
  const pages = useQueries({
    queries: numbers.map((page) =>
      orpc.registry.list.queryOptions({
        input: { ...question, offset: page * pageSize, groups: false },
        gcTime: keptFor,
      }),
    ),
  });
  const want = useWindowMoves(key, setSpan);
  // While the next kind is on its way, the last one's rows would stand under wrong headings.
  const first = head.data?.kind === kind ? head.data : undefined;
  return {
    key,
    total: first?.total,
    groups: group === undefined ? undefined : first?.groups,
    labels: first?.labels ?? noLabels,
    at(row) {
      const page = Math.floor(row / pageSize);
      const data = page === 0 ? first : pages[numbers.indexOf(page)]?.data;
      const item = data?.items[row - page * pageSize];
      return data && item && { item, labels: data.labels, computed: data.computed[item.id] };
    },
    want,
    error: head.error ?? pages.find(({ error }) => error)?.error,
    isStale: head.isPlaceholderData,
    retry: () => {
      void head.refetch();
      for (const page of pages) if (page.error) void page.refetch();
    },
  };
}

const noLabels: Labels = {};

/** Moves the window at once when it stood still, and then no faster than pages can be read. */
function useWindowMoves(key: string, setSpan: (span: Span) => void): RecordWindow['want'] {
  const moved = useRef({ at: 0, name: '' });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(
    (first, last) => {
      const from = Math.max(0, Math.floor((first - ahead) / pageSize));
      const to = Math.floor((last + ahead) / pageSize);
      const name = `${key} ${from} ${to}`;
      if (moved.current.name === name) return;
      moved.current.name = name;
      clearTimeout(timer.current);
      const move = () => {
        moved.current.at = performance.now();
        setSpan({ key, from, to });
      };
      const wait = moved.current.at + pause - performance.now();
      if (wait <= 0) move();
      else timer.current = setTimeout(move, wait);
    },
    [key, setSpan],
  );
}
