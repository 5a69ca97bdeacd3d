import { createHash } from 'node:crypto';
import type { MatchRun } from '#contract/matchingSchemas.ts';
import { canonicalJson } from '#core/ledger/canonicalJson.ts';
import type { PartialSettings } from '#core/matching/index.ts';
import type { Store } from '#db/store.ts';

const mostRuns = 500;
export const rowsKept = 10;

export interface RunToKeep extends Omit<MatchRun, 'id' | 'at' | 'result'> {
  readonly settings: PartialSettings;
  readonly rows: readonly { readonly ids: readonly (string | undefined)[]; readonly score: number }[];
}

/** Notes a run with all that is needed to repeat it. The same run asked again moves up and stays one row. */
export function keepRun(store: Store, run: RunToKeep, at: Date) {
  const asked = canonicalJson({
    question: run.question,
    audience: run.audience,
    input: run.input,
    fingerprint: run.run,
  });
  const id = createHash('sha256').update(asked).digest('hex').slice(0, 32);
  const result = run.rows.slice(0, rowsKept).map(({ ids, score }) => ({
    ids: ids.filter((part) => part !== undefined),
    score,
  }));
  store.write(() => {
    store.statements.run(
      `INSERT INTO match_run (id, at, question, audience, input, fingerprint, settings, result)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET at = excluded.at, result = excluded.result`,
      id,
      at.toISOString(),
      run.question,
      run.audience,
      canonicalJson(run.input),
      canonicalJson(run.run),
      canonicalJson(run.settings),
      JSON.stringify(result),
    );
    store.statements.run(
      `DELETE FROM match_run WHERE id IN (SELECT id FROM match_run ORDER BY at DESC, id LIMIT -1 OFFSET ${mostRuns})`,
    );
  });
}

/** One run with the settings that it was made with; undefined when it is not (or no longer) there. */
export function findRun(
  store: Store,
  id: string,
): { readonly run: MatchRun; readonly settings: PartialSettings } | undefined {
  const row = store.statements.get<Record<string, string>>('SELECT * FROM match_run WHERE id = ?', id);
  if (!row) return undefined;
  const { input = '{}', fingerprint = '{}', result = '[]', settings = '{}', ...rest } = row;
  return {
    run: {
      ...rest,
      input: JSON.parse(input),
      run: JSON.parse(fingerprint),
      result: JSON.parse(result),
    } as unknown as MatchRun,
    settings: JSON.parse(settings) as PartialSettings,
  };
}

/** The latest runs, newest first. */
export function readRuns(store: Store, limit: number): MatchRun[] {
  const rows = store.statements.all<
    Record<'id' | 'at' | 'question' | 'audience' | 'input' | 'fingerprint' | 'result', string>
  >(
    `SELECT id, at, question, audience, input, fingerprint, result FROM match_run ORDER BY at DESC, id LIMIT ?`,
    limit,
  );
  return rows.map(
    ({ input, fingerprint, result, ...row }) =>
      ({
        ...row,
        input: JSON.parse(input),
        run: JSON.parse(fingerprint),
        result: JSON.parse(result),
      }) as MatchRun,
  );
}
