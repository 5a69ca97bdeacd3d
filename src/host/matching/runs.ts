import { createHash } from 'node:crypto';
import { type MatchRun, notedRows } from '#contract/matchingRunSchemas.ts';
import { canonicalJson } from '#core/ledger/canonicalJson.ts';
import { defaultMatchingSettings, type PartialSettings } from '#core/matching/index.ts';
import type { Store } from '#db/store.ts';
import { completeSettings } from './matchingSettings.ts';
import { settingDifferences } from './settingDifferences.ts';

const mostRuns = 500;

export interface RunToKeep extends Pick<MatchRun, 'question' | 'input' | 'audience' | 'run'> {
  readonly settings: PartialSettings;
  readonly rows: readonly { readonly ids: readonly (string | undefined)[]; readonly score: number }[];
  /** Who asks. */
  readonly actor: string | undefined;
  /** The last change of the log that the answer knows. */
  readonly position: number;
}

/** A noted run with what only the host needs to ask it again. */
export interface KeptRun {
  readonly run: MatchRun;
  readonly settings: PartialSettings;
  /** Undefined for runs that an earlier version noted. */
  readonly position: number | undefined;
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
  const result = run.rows.slice(0, notedRows).map(({ ids, score }) => ({
    ids: ids.filter((part) => part !== undefined),
    score,
  }));
  store.write(() => {
    store.statements.run(
      `INSERT INTO match_run (id, at, question, audience, input, fingerprint, settings, result, actor, position)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET at = excluded.at,
         result = excluded.result, actor = excluded.actor, position = excluded.position`,
      id,
      at.toISOString(),
      run.question,
      run.audience,
      canonicalJson(run.input),
      canonicalJson(run.run),
      canonicalJson(run.settings),
      JSON.stringify(result),
      run.actor ?? null,
      run.position,
    );
    store.statements.run(
      `DELETE FROM match_run WHERE id IN (SELECT id FROM match_run ORDER BY at DESC, id LIMIT -1 OFFSET ${mostRuns})`,
    );
  });
}

interface RunRow {
  readonly id: string;
  readonly at: string;
  readonly question: MatchRun['question'];
  readonly audience: MatchRun['audience'];
  readonly input: string;
  readonly fingerprint: string;
  readonly settings: string;
  readonly result: string;
  readonly actor: string | null;
  readonly actorName: string | null;
  readonly position: number | null;
}

const select = `SELECT match_run.id, at, question, audience, input, fingerprint, settings, result, position,
    match_run.actor, actor.name AS actorName
  FROM match_run LEFT JOIN actor ON actor.id = match_run.actor`;

/** A run names its subject as `id`, or as the needs of a team. */
const isAbout = `? IN (
  SELECT value FROM json_each(json_array(json_extract(input, '$.id')))
  UNION ALL SELECT value FROM json_each(input, '$.needIds'))`;

/** One run with the settings that it was made with; undefined when it is not (or no longer) there. */
export function findRun(store: Store, id: string): KeptRun | undefined {
  const row = store.statements.get<RunRow>(`${select} WHERE match_run.id = ?`, id);
  return row && keptRun(row);
}

/** The latest runs, newest first; only those about one record when it is named. */
export function readRuns(store: Store, limit: number, about?: string): MatchRun[] {
  const rows = store.statements.all<RunRow>(
    `${select}
     ${about === undefined ? '' : `WHERE ${isAbout}`} ORDER BY at DESC, match_run.id LIMIT ?`,
    ...(about === undefined ? [] : [about]),
    limit,
  );
  return rows.map((row) => keptRun(row).run);
}

/** Forgets runs; all of them when none is named. Tells how many are gone. */
export function forgetRuns(store: Store, ids: readonly string[] | undefined): number {
  const { statements } = store;
  return store.write(() => {
    if (ids === undefined) return statements.run('DELETE FROM match_run').changes;
    return statements.run(
      'DELETE FROM match_run WHERE id IN (SELECT value FROM json_each(?))',
      JSON.stringify(ids),
    ).changes;
  });
}

function keptRun({
  fingerprint,
  input,
  result,
  settings: stored,
  actor,
  actorName,
  position,
  ...row
}: RunRow): KeptRun {
  const settings = JSON.parse(stored) as PartialSettings;
  return {
    run: {
      ...row,
      input: JSON.parse(input),
      run: JSON.parse(fingerprint),
      result: JSON.parse(result),
      changed: settingDifferences(defaultMatchingSettings, completeSettings(settings).settings),
      ...(actor ? { actor } : {}),
      ...(actorName ? { actorName } : {}),
    },
    settings,
    position: position ?? undefined,
  };
}
