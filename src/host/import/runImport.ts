import { MusubiError } from '#core/errors/musubiError.ts';
import type { MatchMode } from '#core/import/plan/importPlan.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import type { Statements } from '#db/statements.ts';
import type { JobProgress } from '../jobs/runAsJob.ts';
import { longTransaction } from '../registry/longTransaction.ts';
import { createRecordId } from '../registry/recordId.ts';
import { RegistryWriter } from '../registry/writer.ts';
import type { HostServices } from '../services.ts';
import { localesDirectoryOf } from '../text/localesDirectory.ts';
import { applyPlan } from './applyPlan.ts';
import { type ImportLimits, importLimits } from './limits.ts';
import { type ImportMapping, rememberColumns } from './mapping.ts';
import { type ImportPlan, planImport } from './planImport.ts';
import { type ImportSource, readTables } from './readFile.ts';
import { readVocabulary } from './vocabulary.ts';

export interface ImportRequest {
  readonly kind: KindName;
  readonly source: ImportSource;
  /** Only find out what would happen. */
  readonly dryRun: boolean;
  readonly onMatch: MatchMode;
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
  readonly onProgress?: JobProgress;
  readonly limits?: ImportLimits;
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
  const { kind, dryRun, language } = request;
  const checkCancelled = () => {
    if (signal?.aborted) throw new MusubiError('CANCELLED');
  };
  onProgress?.('read', 0);
  const tables = await readTables(request.source, kind, limits, checkCancelled);
  const vocabulary = readVocabulary(localesDirectoryOf(services.options.resourcesDirectory), kind);
  const planWith = (statements: Statements) => planImport(statements, tables, vocabulary, request);
  const seen = latestChange(services.store.statements);
  const plan = await drive(planWith(services.store.statements), checkCancelled, (share) =>
    onProgress?.('plan', readShare + share * (dryRun ? 1 - readShare : planShare)),
  );
  if (dryRun || !changesAnything(plan)) {
    onProgress?.('done', 1);
    return { plan };
  }
  const batch = createRecordId();
  const written = await longTransaction(
    services,
    function* (store) {
      // Somebody wrote since the plan was made: what is written has to be planned on what is there.
      let current = plan;
      if (latestChange(store.statements) !== seen) {
        const again = planWith(store.statements);
        for (let step = again.next(); ; step = again.next()) {
          if (step.done) {
            current = step.value;
            break;
          }
          yield;
        }
      }
      const context = { actor: services.actor, origin: 'import', batch, language } as const;
      let done = 0;
      for (const _row of applyPlan(new RegistryWriter(store), kind, current.rows, context)) {
        done += 1;
        const share = Math.min(1, done / current.rows.length);
        if (done % 50 === 0)
          onProgress?.('write', readShare + planShare + share * (1 - readShare - planShare));
        yield;
      }
      rememberColumns(store.statements, kind, current.columns);
      return current;
    },
    signal,
  );
  onProgress?.('done', 1);
  return { plan: written, batchId: batch };
}

function changesAnything(plan: ImportPlan): boolean {
  return plan.rows.some(({ action }) => action === 'create' || action === 'update');
}

function latestChange(statements: Statements): number {
  return statements.get<{ latest: number | null }>('SELECT max(sequence) AS latest FROM change')?.latest ?? 0;
}

/** Runs steps to their end and lets other calls have their turn between them. */
async function drive<Result>(
  steps: Generator<number, Result, void>,
  checkCancelled: () => void,
  onShare: (share: number) => void,
): Promise<Result> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    onShare(step.value);
    await new Promise((resolve) => setImmediate(resolve));
    checkCancelled();
  }
}
