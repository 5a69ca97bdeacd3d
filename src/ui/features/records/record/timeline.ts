import type { LinkedRecord, RecordDetail } from '#contract/schemas.ts';
import type { LanguageMap } from '#core/kinds/fieldTypes.ts';
import { fieldsOf } from '#core/kinds/index.ts';

/** A point on a record's timeline: a date of its own, or a record linked with it. */
export type TimelineEntry = {
  /** ISO date known to some precision, or the fiscal year it stands for. */
  readonly date?: string;
  readonly fiscalYear?: number;
} & (
  | { readonly type: 'own'; readonly field: string }
  | { readonly type: 'stage'; readonly stage: string; readonly reason?: string }
  | { readonly type: 'linked'; readonly link: LinkedRecord; readonly label: LanguageMap }
);

export interface TimelineYear {
  readonly year: number;
  readonly entries: readonly TimelineEntry[];
}

/** All that is dated about a record, the latest year first; what has no date is left out. */
export function timelineOf(detail: RecordDetail): TimelineYear[] {
  const years = new Map<number, TimelineEntry[]>();
  const entries = [...ownEntries(detail), ...linkedEntries(detail)];
  for (const entry of entries.sort((a, b) => (sortKey(a) < sortKey(b) ? 1 : -1))) {
    const year = Number(sortKey(entry).slice(0, 4));
    const own = years.get(year);
    if (own) own.push(entry);
    else years.set(year, [entry]);
  }
  return [...years].map(([year, own]) => ({ year, entries: own }));
}

function ownEntries({ record }: RecordDetail): TimelineEntry[] {
  const entries: TimelineEntry[] = [];
  for (const [field, definition] of Object.entries(fieldsOf(record.kind))) {
    const value = record[field];
    if (definition.type === 'date' && typeof value === 'string') {
      entries.push({ type: 'own', field, date: value });
    }
    if (field === 'fiscalYear' && typeof value === 'number') {
      entries.push({ type: 'own', field, fiscalYear: value });
    }
    if (field === 'stageHistory' && Array.isArray(value)) entries.push(...value.flatMap(stageEntry));
    if (definition.type === 'object' && definition.shape.start?.type === 'date') {
      const { start, end } = (value ?? {}) as { start?: unknown; end?: unknown };
      if (typeof start === 'string') entries.push({ type: 'own', field: `${field}.start`, date: start });
      if (typeof end === 'string') entries.push({ type: 'own', field: `${field}.end`, date: end });
    }
  }
  return entries;
}

function stageEntry(step: { stage?: unknown; date?: unknown; reason?: unknown } | null): TimelineEntry[] {
  if (typeof step?.stage !== 'string' || typeof step.date !== 'string') return [];
  const reason = typeof step.reason === 'string' ? { reason: step.reason } : {};
  return [{ type: 'stage', stage: step.stage, date: step.date, ...reason }];
}

function linkedEntries({ links }: RecordDetail): TimelineEntry[] {
  const seen = new Set<string>();
  return Object.values(links).flatMap((group) =>
    (group ?? []).flatMap((link): TimelineEntry[] => {
      if (seen.has(link.id) || (link.date === undefined && link.fiscalYear === undefined)) return [];
      seen.add(link.id);
      const { date, fiscalYear } = link;
      return [{ type: 'linked', link, label: link.label, date, fiscalYear: date ? undefined : fiscalYear }];
    }),
  );
}

/** A fiscal year begins in April; a year or month alone sorts before its days. */
function sortKey(entry: TimelineEntry): string {
  return entry.date ?? `${entry.fiscalYear}-04`;
}
