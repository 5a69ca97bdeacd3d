import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { MusubiError } from '#core/errors/musubiError.ts';
import { matchModes } from '#core/import/plan/importPlan.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { writeErrorRows } from '#host/import/errorRows.ts';
import { type ImportReport, reportOf } from '#host/import/importReport.ts';
import { type ImportMapping, parseMapping } from '#host/import/mapping.ts';
import { revertImport } from '#host/import/revertImport.ts';
import { runImport } from '#host/import/runImport.ts';
import type { Translate } from '#host/text/translator.ts';
import { requireKind, wrongUsage } from '../cliError.ts';
import type { Session } from '../session.ts';
import { translatorOf } from '../translatorOf.ts';
import { writeOutput } from '../writeOutput.ts';

export interface ImportOptions {
  readonly kind?: string;
  readonly mapping?: string;
  readonly dryRun?: boolean;
  readonly onMatch?: string;
  readonly errorRows?: string;
}

/** `import FILE --kind KIND`, and `import revert BATCH_ID`. */
export async function importFile(session: Session, words: readonly string[], options: ImportOptions) {
  const [file, batchId, ...rest] = words;
  if (file === 'revert' && batchId !== undefined && rest.length === 0) return revert(session, batchId);
  if (file === undefined || batchId !== undefined) throw wrongUsage('import FILE | import revert BATCH_ID');
  if (options.kind === undefined) throw wrongUsage('--kind KIND');
  const kind = requireKind(options.kind);
  const onMatch = matchModes.find((mode) => mode === (options.onMatch ?? 'update'));
  if (!onMatch) throw wrongUsage(`--on-match ${matchModes.join('|')}`);
  const mapping = options.mapping === undefined ? {} : await readMapping(kind, options.mapping);
  const translate = translatorOf(session);
  const services = await session.open();
  const run = await interruptibly((signal) =>
    runImport(
      services,
      {
        kind,
        source: { path: resolve(file) },
        dryRun: options.dryRun ?? false,
        onMatch,
        mapping,
        language: session.language,
      },
      { signal, onProgress: progressLines(session, translate) },
    ),
  );
  const report = reportOf(run, translate);
  session.result(report);
  describe(session, translate, report, options.dryRun ?? false);
  if (options.errorRows !== undefined && report.errors.length > 0) {
    const path = await writeOutput(options.errorRows, await writeErrorRows(run.plan, translate));
    session.note(translate('import:errorRowsWritten', { file: path }));
  }
}

async function revert(session: Session, batchId: string) {
  const translate = translatorOf(session);
  const services = await session.open();
  const result = await interruptibly((signal) =>
    revertImport(services, batchId, { signal, onProgress: progressLines(session, translate) }),
  );
  session.result(result);
  session.print(translate('import:reverted', { count: result.reverted }));
  for (const { id, field } of result.kept) session.note(translate('import:kept', { id, field }));
}

async function readMapping(kind: KindName, path: string): Promise<ImportMapping> {
  let input: unknown;
  try {
    input = JSON.parse((await readFile(path, 'utf8')).replace(/^\ufeff/, ''));
  } catch (cause) {
    throw new MusubiError('INPUT_UNREADABLE', { file: path }, { cause });
  }
  return parseMapping(kind, input);
}

/** Ctrl+C stops the work where it next looks; nothing of it is kept. */
async function interruptibly<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const controller = new AbortController();
  const stop = () => controller.abort();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    return await work(controller.signal);
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
}

/** A line for each tenth of the way. */
function progressLines(session: Session, translate: Translate) {
  let last = -1;
  return (step: string, fraction: number) => {
    const tenth = Math.floor(fraction * 10);
    if (tenth === last) return;
    last = tenth;
    session.note(`${tenth * 10}% ${translate(`import:steps.${step}`)}`);
  };
}

function describe(session: Session, translate: Translate, report: ImportReport, dryRun: boolean) {
  for (const { column, target, by } of report.mapping) {
    session.note(
      translate('import:column', {
        header: column,
        target: target ?? translate('import:unmapped'),
        by: translate(`import:mappedBy.${by}`),
      }),
    );
  }
  for (const change of report.changes) {
    for (const { field, before, after } of change.fields) {
      session.print(
        `${change.row}\t${change.id}\t${field}\t${JSON.stringify(before)} → ${JSON.stringify(after)}`,
      );
    }
  }
  for (const { row, candidates } of report.duplicates) {
    for (const { id, score, because } of candidates) {
      const reasons = because.map((reason) => translate(`import:because.${reason}`)).join(', ');
      session.print(translate('import:duplicate', { row, id, score, because: reasons }));
    }
  }
  for (const { row, column, message } of report.errors) {
    session.print(translate('import:row', { row, column, message }));
  }
  const { rows, create, update, unchanged, skipped, errors, batchId } = report;
  const inError = new Set(errors.map((error) => error.row)).size;
  session.print(translate('import:summary', { rows, create, update, unchanged, skipped, errors: inError }));
  if (dryRun) session.print(translate('import:dryRun'));
  else if (batchId) session.print(translate('import:imported', { batch: batchId }));
  else session.print(translate('import:nothing'));
}
