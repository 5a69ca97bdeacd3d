import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Condition, ListOutput, RecordLabel } from '#contract/schemas.ts';
import { fiscalYearOfDay } from '#core/calendar/fiscalYear.ts';
import { orpc } from '#ui/host/queries.ts';

/** Rows at first, and with each asking for more. */
const rowsAtATime = 200;

export interface Timeline {
  /** Undefined until the first answer. */
  readonly items: ListOutput['items'] | undefined;
  readonly labels: Readonly<Record<string, RecordLabel>>;
  readonly error: unknown;
  /** What the drawing of a year needs besides its rows. */
  readonly frame: {
    readonly today: string;
    readonly year: number;
    readonly undated: number;
    readonly hidden: number;
    readonly onYear: (year: number) => void;
    readonly onMore: () => void;
  };
}

/** The records that have something in the fiscal year at hand, of however many there are. */
export function useTimeline(
  kind: 'project' | 'followUp',
  where: readonly Condition[],
  today: string,
): Timeline {
  const [year, setYear] = useState(fiscalYearOfDay(today));
  const [limit, setLimit] = useState(rowsAtATime);
  const { data, error } = useQuery(
    orpc.pipeline.timeline.queryOptions({
      input: { kind, where: [...where], year, today, limit },
      placeholderData: keepPreviousData,
    }),
  );
  return {
    items: data?.items,
    labels: data?.labels ?? {},
    error,
    frame: {
      today,
      year,
      undated: data?.undated ?? 0,
      hidden: data ? data.total - data.items.length : 0,
      onYear: (next) => {
        setYear(next);
        setLimit(rowsAtATime);
      },
      onMore: () => setLimit(limit + rowsAtATime),
    },
  };
}
