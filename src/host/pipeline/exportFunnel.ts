import type { z } from 'zod';
import type { FunnelOutput, funnelExportInputSchema } from '#contract/pipelineSchemas.ts';
import type { Cell } from '#core/export/columns.ts';
import { csvTable, workbookTable } from '../export/tables.ts';
import type { HostServices } from '../services.ts';
import { localesDirectoryOf } from '../text/localesDirectory.ts';
import { Translator } from '../text/translator.ts';
import { readFunnel } from './readFunnel.ts';

export type FunnelExportRequest = z.output<typeof funnelExportInputSchema>;

const mediaTypes = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

/** The funnel as a table: one row for every group and stage, so that a spreadsheet can turn it as it likes. */
export async function exportFunnel(services: HostServices, request: FunnelExportRequest) {
  const { total, groups } = readFunnel(services.reader, request);
  const { language, by, format } = request;
  const t = new Translator(localesDirectoryOf(services.options.resourcesDirectory)).in(language);
  const nameOf = ({ value, label }: FunnelOutput['groups'][number]): Cell => {
    if (value === null) return t('pipeline:funnel.unknownGroup');
    if (typeof value === 'number') return value;
    const names = label?.label ?? {};
    return names[language] ?? names.en ?? names.ja ?? Object.values(names)[0] ?? value;
  };
  const rowsOf = (name: Cell, { steps, stopped }: FunnelOutput['total']): Cell[][] => [
    ...steps.map((step) => [
      name,
      t(`choices:stage.${step.stage}`),
      step.reached,
      step.now,
      step.conversion,
      step.stayed.median,
      step.stayed.count,
      step.waiting.median,
      step.waiting.count,
      stopped.after[step.stage] ?? 0,
    ]),
  ];
  const headers = [
    t(`pipeline:funnel.by.${by}`),
    t('fields:project.stage'),
    ...[
      'reached',
      'now',
      'conversion',
      'stayedMedian',
      'stayedCount',
      'waitingMedian',
      'waitingCount',
      'stopped',
    ].map((column) => t(`pipeline:funnel.column.${column}`)),
  ];
  const rows = [
    ...rowsOf(t('pipeline:funnel.all'), total),
    ...groups.flatMap((group) => rowsOf(nameOf(group), group.funnel)),
  ];
  const bytes =
    format === 'csv'
      ? await csvTable(headers, rows)
      : await workbookTable(t('pipeline:funnel.title'), headers, rows);
  return { bytes, fileName: `funnel-${by}.${format}`, mediaType: mediaTypes[format] };
}
