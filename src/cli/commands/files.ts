import { briefFormats, exportFormats } from '#contract/schemas.ts';
import type { ExportFormat } from '#host/export/exportRecords.ts';
import { registryPaths } from '#host/keys/registryKey.ts';
import { answerDocument } from '../answerDocument.ts';
import { requireKind, wrongUsage } from '../cliError.ts';
import { parseCondition, parseSort } from '../listOptions.ts';
import type { Session } from '../session.ts';
import { writeOutput } from '../writeOutput.ts';

export interface BriefOptions {
  readonly format: string;
  readonly out: string;
  readonly matching?: boolean;
}

export async function brief(session: Session, kindText: string, ids: string[], options: BriefOptions) {
  const kind = requireKind(kindText);
  const format = briefFormats.find((known) => known === options.format);
  if (!format) throw wrongUsage(`--format ${briefFormats.join('|')}`);
  const services = await session.open();
  const { loadBriefService } = await import('#host/loadBriefService.ts');
  const briefs = await loadBriefService(services);
  const document = await briefs.render(
    {
      ...{ kind, ids, format, language: session.language, audience: session.audience },
      matching: options.matching === true,
    },
    { onProgress: (step, fraction) => session.note(`${Math.round(fraction * 100)}% ${step}`) },
  );
  await answerDocument(session, options.out, document);
}

export interface ExportOptions {
  readonly format: string;
  readonly out: string;
  readonly where?: string[];
  readonly sort?: string;
  readonly columns?: string;
  readonly bothLanguages?: boolean;
}

export async function exportKind(session: Session, kindText: string, options: ExportOptions) {
  const kind = requireKind(kindText);
  const format = exportFormats.find((known) => known === options.format) as ExportFormat | undefined;
  if (!format) throw wrongUsage(`--format ${exportFormats.join('|')}`);
  const services = await session.open();
  const { exportRecords } = await import('#host/export/exportRecords.ts');
  const { bytes, rows } = await exportRecords(services, {
    kind,
    format,
    where: (options.where ?? []).map(parseCondition),
    sort: options.sort === undefined ? undefined : parseSort(options.sort),
    columns: options.columns?.split(',').map((column) => column.trim()),
    bothLanguages: options.bothLanguages,
    audience: session.audience,
    language: session.language,
  });
  const file = await writeOutput(options.out, bytes);
  session.result({ file, rows });
  session.print(`${file}\t${rows}`);
}

export async function backup(session: Session, path: string) {
  const services = await session.open();
  const { backupRegistry } = await import('#host/system/backup.ts');
  const { resolve } = await import('node:path');
  const result = await backupRegistry(
    services.store,
    session.dataDirectory,
    services.heldKey.vault,
    resolve(path),
  );
  session.result({ ...result, verified: true });
  session.print(`${result.file}\t${result.bytes}`);
}

export async function restore(session: Session, path: string) {
  const [{ restoreRegistry }, { createShell }, { resolve }] = await Promise.all([
    import('#host/system/backup.ts'),
    import('../createShell.ts'),
    import('node:path'),
  ]);
  const result = await restoreRegistry(session.dataDirectory, createShell('cli', session), resolve(path));
  session.result(result);
  session.print(registryPaths(session.dataDirectory).database);
  if (result.keptAside) session.note(result.keptAside);
}

export async function check(session: Session) {
  const services = await session.open();
  const { checkEverything } = await import('#host/system/check.ts');
  const result = await checkEverything(services);
  session.result(result);
  session.print(
    result.ok ? 'ok' : result.problems.map((problem) => `${problem.code}\t${problem.detail}`).join('\n'),
  );
  if (!result.ok) process.exitCode = damagedStatus;
}

const damagedStatus = 7;
