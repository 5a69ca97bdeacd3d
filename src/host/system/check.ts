import { contentKindNames } from '#core/kinds/fieldTypes.ts';
import { definitionOf } from '#core/kinds/index.ts';
import { canonicalJson } from '#core/ledger/canonicalJson.ts';
import { FOLDING_VERSION, fold } from '#core/search/fold.ts';
import { wrongContested } from '#db/contested.ts';
import { linksOf } from '#db/links.ts';
import { countWrongListValues } from '#db/listValues.ts';
import { readMeta } from '#db/meta.ts';
import { readRecord } from '#db/queries/records.ts';
import { labelOf, recordState } from '#db/recordState.ts';
import { foldingVersionKey } from '#db/searchVersion.ts';
import { countWrongSortNames } from '#db/sortNames.ts';
import type { Store } from '#db/store.ts';
import { checkAttachments } from '../attachments/checkAttachments.ts';
import type { HostServices } from '../services.ts';

export interface CheckProblem {
  readonly code:
    | 'FILE_DAMAGED'
    | 'BROKEN_KEY'
    | 'ROW_DIFFERS_FROM_LOG'
    | 'ROW_MISSING'
    | 'HEAD_WRONG'
    | 'LINKS_DIFFER'
    | 'LISTS_DIFFER'
    | 'SEARCH_INDEX_DAMAGED'
    | 'SEARCH_INDEX_INCOMPLETE'
    | 'SEARCH_INDEX_OUTDATED'
    | 'DANGLING_LINK'
    | 'ATTACHMENT_MISSING'
    | 'ATTACHMENT_DAMAGED';
  readonly detail: string;
}

const mostProblems = 100;

/** The registry file, and the attached files that it names. */
export async function checkEverything(
  services: HostServices,
): Promise<{ ok: boolean; problems: CheckProblem[] }> {
  const { problems } = checkRegistry(services.store);
  const all = [...problems, ...(await checkAttachments(services.store, services.attachments))];
  return { ok: all.length === 0, problems: all.slice(0, mostProblems) };
}

/** Is the file sound, do the rows say what the log says, is everything findable, does every link lead somewhere? */
export function checkRegistry(store: Store): { ok: boolean; problems: CheckProblem[] } {
  const problems: CheckProblem[] = [];
  const report = (code: CheckProblem['code'], detail: string) => {
    if (problems.length < mostProblems) problems.push({ code, detail });
  };
  store.database.transaction(() => {
    checkFile(store, report);
    checkHeads(store, report);
    checkRows(store, report);
    checkLists(store, report);
    checkSearch(store, report);
    checkLinks(store, report);
  })();
  return { ok: problems.length === 0, problems };
}

type Report = (code: CheckProblem['code'], detail: string) => void;

function checkFile(store: Store, report: Report) {
  // The full-text index keeps in memory how its parts lie, and only a question makes it look again: without one the
  // check reads parts that another connection has joined since, and calls them damaged.
  store.statements.get(`SELECT 1 FROM search_text WHERE search_text MATCH '"a"' LIMIT 1`);
  const rows = store.database.pragma('integrity_check') as { integrity_check: string }[];
  for (const row of rows) if (row.integrity_check !== 'ok') report('FILE_DAMAGED', row.integrity_check);
  const broken = store.database.pragma('foreign_key_check') as {
    table: string;
    rowid: number;
    parent: string;
  }[];
  for (const row of broken) report('BROKEN_KEY', `${row.table} ${row.rowid} → ${row.parent}`);
}

/** The heads kept must be those that follow from the log alone. */
function checkHeads(store: Store, report: Report) {
  const wrong = store.statements.all<{ id: string }>(
    `SELECT operation.id FROM operation
     LEFT JOIN head ON head.operation_id = operation.id AND head.record_id = operation.record_id AND head.field = operation.field
     WHERE (head.operation_id IS NOT NULL) <> (operation.action <> 'remove'
       AND NOT EXISTS (SELECT 1 FROM superseded WHERE superseded.operation_id = operation.id))
     LIMIT 20`,
  );
  for (const { id } of wrong) report('HEAD_WRONG', id);
  for (const { recordId, field } of wrongContested(store.statements, 20))
    report('HEAD_WRONG', `${recordId}/${field}`);
}

function checkRows(store: Store, report: Report) {
  const links = store.statements.prepare('SELECT field, to_id, role FROM link WHERE from_id = ?');
  for (const id of store.ledger.recordIdsWithOperations()) {
    const state = recordState(id, store.ledger.heads(id));
    if (!state) continue;
    const record = readRecord(store.statements, id);
    if (!record) {
      report('ROW_MISSING', id);
      continue;
    }
    const { id: _id, kind, createdAt: _created, updatedAt: _updated, deletedAt, sources, ...fields } = record;
    const stored = canonicalJson({ ...fields, ...(sources.length > 0 ? { sources } : {}) });
    const stated = canonicalJson({ ...state.values, visibility: state.visibility });
    if (stored !== stated || kind !== state.kind || deletedAt !== state.deletedAt)
      report('ROW_DIFFERS_FROM_LOG', id);
    const kept = (links.all(id) as { field: string; to_id: string; role: string }[]).map(
      (link) => `${link.field} ${link.to_id} ${link.role}`,
    );
    const expected = linksOf(state).map((link) => `${link.field} ${link.toId} ${link.role}`);
    if (kept.sort().join('\n') !== expected.sort().join('\n')) report('LINKS_DIFFER', id);
    const name = Object.values(labelOf(state))[0];
    if (!deletedAt && name && !definitionOf(state.kind).tool && !isIndexed(store, id, fold(name)))
      report('SEARCH_INDEX_INCOMPLETE', id);
  }
}

/** What waits to be indexed is noted, and is brought in step before the next search: it is not missing. */
function isIndexed(store: Store, id: string, key: string): boolean {
  if (key === '' || key.length > 120) return true;
  return (
    store.statements.get(
      `SELECT 1 FROM record WHERE id = ? AND (
         EXISTS (SELECT 1 FROM search_key WHERE search_key.row = record.row AND search_key.key = ?)
         OR EXISTS (SELECT 1 FROM search_stale WHERE search_stale.row = record.row))`,
      id,
      key,
    ) !== undefined
  );
}

/** Lists are sorted and counted by names and lines made from the rows; they must say the same. */
function checkLists(store: Store, report: Report) {
  const wrong = countWrongListValues(store.statements) + countWrongSortNames(store.statements);
  if (wrong > 0) report('LISTS_DIFFER', String(wrong));
}

function checkSearch(store: Store, report: Report) {
  try {
    store.database.exec("INSERT INTO search_text (search_text) VALUES ('integrity-check')");
  } catch (cause) {
    report('SEARCH_INDEX_DAMAGED', String(cause));
  }
  const visible = store.statements.get<{ n: number }>(
    `SELECT count(*) AS n FROM record WHERE deleted_at IS NULL AND row NOT IN (SELECT row FROM search_stale)
     AND kind IN (SELECT value FROM json_each(?))`,
    JSON.stringify(contentKindNames),
  );
  const indexed = store.statements.get<{ n: number }>(
    'SELECT count(*) AS n FROM search_text WHERE rowid NOT IN (SELECT row FROM search_stale)',
  );
  if (visible?.n !== indexed?.n) report('SEARCH_INDEX_INCOMPLETE', `${indexed?.n} / ${visible?.n}`);
  const version = readMeta(store.statements, foldingVersionKey);
  if (version !== String(FOLDING_VERSION)) report('SEARCH_INDEX_OUTDATED', `${version} / ${FOLDING_VERSION}`);
}

function checkLinks(store: Store, report: Report) {
  const dangling = store.statements.all<{ from_id: string; field: string; to_id: string }>(
    `SELECT link.from_id, link.field, link.to_id FROM link LEFT JOIN record ON record.id = link.to_id
     WHERE record.id IS NULL LIMIT 50`,
  );
  for (const link of dangling) report('DANGLING_LINK', `${link.from_id} ${link.field} → ${link.to_id}`);
}
