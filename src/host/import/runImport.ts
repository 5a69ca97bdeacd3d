import { basename } from 'node:path';
import { MusubiError } from '#core/errors/musubiError.ts';
import type { MatchMode, UnsureMode } from '#core/import/plan/importPlan.ts';
import type { SourceTable } from '#core/import/sourceTable.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import type { Statements } from '#db/statements.ts';
import type { Store } from '#db/store.ts';
import type { JobProgress } from '../jobs/runAsJob.ts';
import { longTransaction } from '../registry/longTransaction.ts';
import { createRecordId } from '../registry/recordId.ts';
import { RegistryWriter } from '../registry/writer.ts';
import type { HostServices } from '../services.ts';
import { localesDirectoryOf } from '../text/localesDirectory.ts';
import { applyPlan } from './applyPlan.ts';
import { countPlan } from './countPlan.ts';
import { noteBatch } from './importBatches.ts';
import { type ImportLimits, importLimits } from './limits.ts';
import { type ImportMapping, rememberColumns } from './mapping.ts';
import { type ImportPlan, planImport } from './planImport.ts';
import { planSignature } from './planSignature.ts';
import { type ImportSource, readSource } from './readFile.ts';
import { type ImportVocabulary, readVocabulary } from './vocabulary.ts';

export interface ImportRequest {
  readonly kind: KindName;
  readonly source: ImportSource;
  /** Only find out what would happen. */
  readonly dryRun: boolean;
  readonly onMatch: MatchMode;
  readonly unsure?: UnsureMode | undefined;
  readonly mapping: ImportMapping;
  /** The language of texts that do not say theirs. */
  readonly language: string;
}

export interface ImportRun {
  readonly plan: ImportPlan;
  /** What an import is taken back by; undefined when nothing was written. */
  readonly batchId?: string;
}

export interface ImportOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: JobProgress | undefined;
  readonly limits?: ImportLimits;
}

/** What an import would do, and all that is needed to do it. */
export interface PreparedImport {
  readonly request: Pick<ImportRequest, 'kind' | 'language'> & { readonly fileName: string };
  readonly plan: ImportPlan;
  /** The last change that the plan knows of. */
  readonly seen: number;
  readonly planWith: (statements: Statements) => Generator<number, ImportPlan, void>;
}

/** Shares of the whole, for progress. */
const readShare = 0.2;
const planShare = 0.4;

/**
 * Imports a file, or says what importing it would do: the same code up to the last step. Rows in error are left
 * out; everything else is written in one transaction, or nothing is.
 * @throws MusubiError IMPORT_… for a file that cannot be read, CANCELLED, STORAGE_…
 */
export async function runImport(
  services: HostServices,
  request: ImportRequest,
  { signal, onProgress, limits = importLimits }: ImportOptions = {},
): Promise<ImportRun> {
  const { kind, dryRun, source } = request;
  onProgress?.('read', 0);
  const { tables } = await readSource(source, kind, limits, () => throwIfCancelled(signal));
  const vocabulary = readVocabulary(localesDirectoryOf(services.options.resourcesDirectory), kind);
  const fileName = 'path' in source ? basename(source.path) : '';
  const share = dryRun ? 1 - readShare : planShare;
  const prepared = await prepareImport(services, { ...request, fileName }, tables, vocabulary, {
    signal,
    onProgress: (step, fraction) => onProgress?.(step, readShare + fraction * share),
  });
  if (dryRun || !changesAnything(prepared.plan)) {
    onProgress?.('done', 1);
    return { plan: prepared.plan };
  }
  return applyImport(services, prepared, {
    signal,
    onProgress: (step, fraction) =>
      onProgress?.(step, readShare + planShare + fraction * (1 - readShare - planShare)),
  });
}

/** Plans the rows of a file that has been read. @throws MusubiError IMPORT_…, CANCELLED */
export async function prepareImport(
  services: HostServices,
  request: Omit<ImportRequest, 'source' | 'dryRun'> & { readonly fileName: string },
  tables: readonly SourceTable[],
  vocabulary: ImportVocabulary,
  { signal, onProgress }: Omit<ImportOptions, 'limits'> = {},
): Promise<PreparedImport> {
  const { statements } = services.store;
  const planWith = (where: Statements) => planImport(where, tables, vocabulary, request);
  const seen = latestChange(statements);
  const plan = await drive(planWith(statements), signal, (share) => onProgress?.('plan', share));
  return { request, plan, seen, planWith };
}

/**
 * Writes what was planned, in one transaction. When somebody wrote since, it is planned again on what is there.
 * @param options.asShown refuses (IMPORT_CHANGED) when planning again comes to something else than what was shown
 * @throws MusubiError CANCELLED, IMPORT_CHANGED, STORAGE_…; nothing has been written then
 */
export async function applyImport(
  services: HostServices,
  prepared: PreparedImport,
  { signal, onProgress, asShown = false }: Omit<ImportOptions, 'limits'> & { asShown?: boolean } = {},
): Promise<ImportRun> {
  const { kind, language } = prepared.request;
  const batch = createRecordId();
  const written = await longTransaction(
    services,
    function* (store, onWritten) {
      const plan = yield* planToWrite(store, prepared, asShown);
      const context = { actor: services.actor, origin: 'import', batch, language } as const;
      let done = 0;
      for (const _row of applyPlan(new RegistryWriter(store), kind, plan.rows, context)) {
        done += 1;
        if (done % 50 === 0) onWritten('write', Math.min(1, done / plan.rows.length));
        yield;
      }
      rememberColumns(store.statements, kind, plan.columns);
      noteBatch(store.statements, { id: batch, ...prepared.request, ...countPlan(plan) });
      return plan;
    },
    { signal, onProgress },
  );
  return { plan: written, batchId: batch };
}

function* planToWrite(
  store: Store,
  { plan, seen, planWith }: PreparedImport,
  asShown: boolean,
): Generator<void, ImportPlan, void> {
  if (latestChange(store.statements) === seen) return plan;
  const again = planWith(store.statements);
  for (let step = again.next(); ; step = again.next()) {
    if (step.done) {
      if (asShown && planSignature(step.value) !== planSignature(plan))
        throw new MusubiError('IMPORT_CHANGED', {});
      return step.value;
    }
    yield;
  }
}

export function changesAnything(plan: ImportPlan): boolean {
  return plan.rows.some(({ action }) => action === 'create' || action === 'update');
}

function latestChange(statements: Statements): number {
  return statements.get<{ latest: number | null }>('SELECT max(sequence) AS latest FROM change')?.latest ?? 0;
}

function throwIfCancelled(signal: AbortSignal | undefined) {
  if (signal?.aborted) throw new MusubiError('CANCELLED');
}

/** Runs steps to their end and lets other calls have their turn between them. */
async function drive<Result>(
  steps: Generator<number, Result, void>,
  signal: AbortSignal | undefined,
  onShare: (share: number) => void,
): Promise<Result> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    onShare(step.value);
    await new Promise((resolve) => setImmediate(resolve));
    throwIfCancelled(signal);
  }
}
