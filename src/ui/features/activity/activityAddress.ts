import type { KindName } from '#core/kinds/fieldTypes.ts';
import { parseKind } from '#core/kinds/index.ts';
import type { ChangeOrigin } from '#core/ledger/operation.ts';
import { isRecordId } from '#core/records/validateRecord.ts';

/** Where changes come from, as a person would say it. */
export const sourceNames = ['device', 'sync', 'import', 'bundled'] as const;
export type SourceName = (typeof sourceNames)[number];

const originsOf: Readonly<Record<SourceName, readonly ChangeOrigin[]>> = {
  device: ['hand', 'undo', 'merge'],
  sync: ['sync'],
  import: ['import'],
  bundled: ['bundled'],
};
/** What came with the app is not news, unless somebody asks for it. */
const usual: readonly ChangeOrigin[] = ['hand', 'undo', 'merge', 'sync', 'import'];

/** What the feed is narrowed to, as it stands in the address. */
export interface ActivityFilter {
  readonly who?: string | undefined;
  readonly kind?: KindName | undefined;
  readonly source?: SourceName | undefined;
  /** Days of the reader's calendar, both included. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly record?: string | undefined;
}

/** Reads an address; what is none of it is passed over. */
export function readActivityFilter(search: Readonly<Record<string, unknown>>): ActivityFilter {
  const text = (name: string) => (search[name] === undefined ? undefined : String(search[name]));
  const day = (name: string) => {
    const value = text(name);
    return value !== undefined && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value))
      ? value
      : undefined;
  };
  const record = text('record');
  return {
    who: text('who')?.slice(0, 200) || undefined,
    kind: parseKind(text('kind') ?? ''),
    source: sourceNames.find((name) => name === search.source),
    from: day('from'),
    until: day('until'),
    record: record !== undefined && isRecordId(record) ? record : undefined,
  };
}

/** The request to the host; days begin and end at the reader's midnight. */
export function activityRequest({ who, kind, source, from, until, record }: ActivityFilter) {
  return {
    ...(who ? { actor: who } : {}),
    ...(kind ? { kind } : {}),
    ...(record ? { recordId: record } : {}),
    ...(from ? { from: midnight(from, 0) } : {}),
    ...(until ? { until: midnight(until, 1) } : {}),
    origins: [...(source ? originsOf[source] : usual)],
  };
}

function midnight(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}
