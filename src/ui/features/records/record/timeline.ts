import type { LinkedRecord, RecordDetail } from '#contract/schemas.ts';
import { fiscalYearOf } from '#core/calendar/fiscalYear.ts';
import { dueDate, isOpen } from '#core/followUps/workList.ts';
import type { KindName, LanguageMap } from '#core/kinds/fieldTypes.ts';
import { definitionOf, fieldsOf } from '#core/kinds/index.ts';
import { stageEntries } from '#core/projects/stageHistory.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';

/** A point on a record's timeline: a date of its own, a record linked with it, or a step of a linked project. */
export type TimelineEntry = {
  /** ISO date known to some precision, or the fiscal year it stands for. */
  readonly date?: string;
  readonly fiscalYear?: number;
} & (
  | { readonly type: 'own'; readonly field: string }
  | { readonly type: 'stage'; readonly stage: string; readonly reason?: string }
  | {
      readonly type: 'linked';
      readonly link: LinkedRecord;
      readonly label: LanguageMap;
      /** The date is that by which it should be done. */
      readonly due?: boolean;
    }
  | {
      readonly type: 'step';
      readonly id: string;
      readonly label: LanguageMap;
      readonly stage: string;
      readonly reason?: string;
    }
);

export interface TimelineYear {
  /** Japanese, from April to March. */
  readonly fiscalYear: number;
  readonly entries: readonly TimelineEntry[];
}

export interface Timeline {
  /** The latest year first. */
  readonly years: readonly TimelineYear[];
  /** How many entries each kind has; the record's own dates count under its own kind. */
  readonly kinds: ReadonlyMap<KindName, number>;
  /** Linked records that have no date to stand at. */
  readonly undated: number;
}

/** Whole records whose dates a link alone does not tell. */
export interface TimelineRecords {
  readonly followUps: readonly RegistryRecord[];
  readonly projects: readonly RegistryRecord[];
}

/**
 * All that is dated about a record, by fiscal year.
 * @param shown the kinds to show; all of them when it is empty
 */
export function timelineOf(
  detail: RecordDetail,
  records: TimelineRecords = { followUps: [], projects: [] },
  shown: ReadonlySet<KindName> = new Set(),
): Timeline {
  const linked = linkedEntries(detail, records);
  const entries = [...ownEntries(detail), ...linked.dated, ...projectSteps(records.projects)];
  const kinds = new Map<KindName, number>();
  for (const entry of entries) {
    const kind = kindOf(entry, detail);
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  const years = new Map<number, TimelineEntry[]>();
  const wanted = entries.filter((entry) => shown.size === 0 || shown.has(kindOf(entry, detail)));
  for (const entry of wanted.sort(latestFirst)) {
    const year = yearOf(entry);
    const own = years.get(year);
    if (own) own.push(entry);
    else years.set(year, [entry]);
  }
  return {
    years: [...years].map(([fiscalYear, own]) => ({ fiscalYear, entries: own })),
    kinds,
    undated: linked.undated,
  };
}

function kindOf(entry: TimelineEntry, { record }: RecordDetail): KindName {
  if (entry.type === 'linked') return entry.link.kind;
  return entry.type === 'step' ? 'project' : record.kind;
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
    if (field === 'stageHistory') {
      for (const { stage, date, reason } of stageEntries(value))
        if (stage && date) entries.push({ type: 'stage', stage, date, ...(reason ? { reason } : {}) });
    }
    if (definition.type === 'object' && definition.shape.start?.type === 'date') {
      const { start, end } = (value ?? {}) as { start?: unknown; end?: unknown };
      if (typeof start === 'string') entries.push({ type: 'own', field: `${field}.start`, date: start });
      if (typeof end === 'string') entries.push({ type: 'own', field: `${field}.end`, date: end });
    }
  }
  return entries.filter((entry) => Number.isFinite(yearOf(entry)));
}

function linkedEntries({ links }: RecordDetail, { followUps, projects }: TimelineRecords) {
  const seen = new Set<string>();
  const open = new Map(followUps.filter(isOpen).map((followUp) => [followUp.id, followUp]));
  const stepped = new Set(projects.filter(hasDatedStep).map(({ id }) => id));
  const dated: TimelineEntry[] = [];
  let undated = 0;
  for (const link of Object.values(links).flatMap((group) => group ?? [])) {
    // A project stands at its steps, once for each.
    if (seen.has(link.id) || stepped.has(link.id)) continue;
    seen.add(link.id);
    const followUp = open.get(link.id);
    const due = followUp && dueDate(followUp);
    const entry: TimelineEntry = {
      type: 'linked',
      link,
      label: link.label,
      ...(due ? { date: due, due: true } : link.date ? { date: link.date } : { fiscalYear: link.fiscalYear }),
    };
    if (Number.isFinite(yearOf(entry))) dated.push(entry);
    else if (isDatedKind(link.kind)) undated += 1;
  }
  return { dated, undated };
}

/** Kinds whose records happen at some time; a country or a sector does not. */
function isDatedKind(kind: KindName): boolean {
  const { date, fiscalYear } = definitionOf(kind);
  return date !== undefined || fiscalYear !== undefined;
}

function hasDatedStep(project: RegistryRecord): boolean {
  return stageEntries(project.stageHistory).some(({ stage, date }) => stage && date);
}

function projectSteps(projects: readonly RegistryRecord[]): TimelineEntry[] {
  return projects.flatMap((project) =>
    stageEntries(project.stageHistory).flatMap(({ stage, date, reason }): TimelineEntry[] =>
      stage && fiscalYearOf(date) !== undefined
        ? [
            {
              type: 'step',
              id: project.id,
              label: (project.title ?? {}) as LanguageMap,
              stage,
              date,
              ...(reason ? { reason } : {}),
            },
          ]
        : [],
    ),
  );
}

function yearOf(entry: TimelineEntry): number {
  return fiscalYearOf(entry.date) ?? entry.fiscalYear ?? Number.NaN;
}

function latestFirst(a: TimelineEntry, b: TimelineEntry): number {
  return yearOf(b) - yearOf(a) || (sortKey(a) < sortKey(b) ? 1 : -1);
}

/** A fiscal year begins in April; a year or month alone sorts before its days. */
function sortKey(entry: TimelineEntry): string {
  return entry.date ?? `${entry.fiscalYear}-04`;
}
