import { tokyoDay } from '#core/calendar/tokyoDay.ts';
import { computedFieldsOf } from '#core/completeness/computedFields.ts';
import { MusubiError } from '#core/errors/musubiError.ts';
import { isRecordId } from '#core/records/validateRecord.ts';
import { findRecord } from '#db/queries/records.ts';
import { readCompleteness } from '#host/completeness/readCompleteness.ts';
import { countKinds } from '#host/home/overview.ts';
import { readActivity } from '#host/registry/activity.ts';
import { readRecordAt } from '#host/registry/recordAt.ts';
import type { WriteResult } from '#host/registry/writer.ts';
import type { HostServices } from '#host/services.ts';
import { requireKind, wrongUsage } from '../cliError.ts';
import { parseCondition, parseCount, parseSort } from '../listOptions.ts';
import { nameIn } from '../nameIn.ts';
import { readJsonArgument } from '../readInput.ts';
import type { Session } from '../session.ts';

const shownActivity = 20;
/** Every bundled kind fits; more rows are asked for by name, so that a large registry still answers at once. */
const defaultRows = 1_000;

export async function init(session: Session) {
  const services = await session.open();
  const counts = countKinds(services.store.statements);
  session.result({ created: services.created, counts });
  for (const [kind, count] of Object.entries(counts)) session.print(`${kind}\t${count}`);
}

export interface ListOptions {
  readonly where?: string[];
  readonly sort?: string;
  readonly limit?: string;
  readonly offset?: string;
  readonly computed?: boolean;
}

export async function list(session: Session, kindText: string, options: ListOptions) {
  const kind = requireKind(kindText);
  const where = (options.where ?? []).map(parseCondition);
  const sort = options.sort === undefined ? undefined : parseSort(options.sort);
  const limit = parseCount('--limit', options.limit, defaultRows);
  const offset = parseCount('--offset', options.offset, 0);
  const services = await session.open();
  const { total, items, computed } = services.reader.list({
    kind,
    where,
    sort,
    limit,
    offset,
    audience: session.audience,
    language: session.language,
    facets: [],
    computed: options.computed ? computedFieldsOf(kind) : [],
  });
  session.result({ kind, total, items, ...(options.computed ? { computed } : {}) });
  for (const item of items) session.print(`${item.id}\t${nameIn(item, session.language)}`);
  session.note(`${items.length} / ${total}`);
}

export async function show(session: Session, kindText: string, id: string, options: { at?: string } = {}) {
  const kind = requireKind(kindText);
  const moment = options.at === undefined ? undefined : endOf(options.at);
  const services = await session.open();
  if (moment !== undefined) {
    showPast(session, services, kind, id, moment);
    return;
  }
  const detail = services.reader.get(id, session.audience);
  const { record, links, offers } = detail;
  if (record.kind !== kind) throw new MusubiError('NOT_FOUND', { kind, id });
  // Who changed what, with the values they replaced, is for the owner of the registry.
  const activity =
    session.audience === 'private'
      ? readActivity(services.store.statements, { recordId: id, limit: shownActivity }).items
      : [];
  const { percent, missing, review } = readCompleteness(detail, tokyoDay(Date.now()));
  session.result({
    record,
    links,
    activity,
    offers,
    missing,
    completeness: percent,
    ...(review ? { review } : {}),
  });
  session.print(`${nameIn(record, session.language)} (${record.kind} ${record.id})`);
  for (const [field, value] of Object.entries(record)) {
    session.print(`  ${field}: ${typeof value === 'string' ? value : JSON.stringify(value)}`);
  }
  session.print(
    `  ${percent} %${missing.length > 0 ? `: ${missing.map((fact) => fact.id).join(', ')}` : ''}`,
  );
  for (const [linkedKind, linked] of Object.entries(links)) {
    session.print(`  → ${linkedKind}: ${linked.map((link) => link.id).join(', ')}`);
  }
}

/** A past state is read from the log, which is for the owner of the registry alone. */
function showPast(session: Session, services: HostServices, kind: string, id: string, at: string) {
  if (session.audience !== 'private') throw new MusubiError('NOT_FOUND', { kind, id });
  requireRecord(services, kind, id);
  const { record, differences } = readRecordAt(services.store, id, { at });
  if (!record) throw new MusubiError('NOT_FOUND', { kind, id, at });
  session.result({ record, differences });
  session.print(`${nameIn(record, session.language)} (${record.kind} ${record.id})`);
  for (const [field, value] of Object.entries(record)) {
    session.print(`  ${field}: ${typeof value === 'string' ? value : JSON.stringify(value)}`);
  }
}

/** An instant; a day alone means its end, by this machine's clock. */
function endOf(text: string): string {
  const time = new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T23:59:59.999` : text);
  if (!/^\d{4}-/.test(text) || Number.isNaN(time.getTime())) throw wrongUsage(`--at ${text} (2025-04-01)`);
  return time.toISOString();
}

export interface ActivityOptions {
  readonly kind?: string;
  readonly record?: string;
  readonly field?: string;
  readonly actor?: string;
  readonly batch?: string;
  readonly limit?: string;
}

/** Who changed what, latest first. */
export async function activity(session: Session, options: ActivityOptions) {
  const kind = options.kind === undefined ? undefined : requireKind(options.kind);
  const limit = parseCount('--limit', options.limit, shownActivity);
  const services = await session.open();
  if (session.audience !== 'private') throw new MusubiError('NOT_FOUND', { audience: session.audience });
  const { record: recordId, field, actor, batch } = options;
  const { items } = readActivity(services.store.statements, { kind, recordId, field, actor, batch, limit });
  session.result({ items });
  for (const item of items) {
    const records = [...new Set(item.entries.map((entry) => entry.recordId))].slice(0, 3);
    session.print(
      [item.at, item.origin, item.actorName ?? item.actor, records.join(' '), item.changeId].join('\t'),
    );
  }
}

export async function add(session: Session, kindText: string, json: string) {
  const kind = requireKind(kindText);
  const input = await readJsonArgument(json);
  const services = await session.open();
  const wantedId = (input as { id?: unknown } | null)?.id;
  const result = services.writer.create(
    kind,
    input,
    writerContext(services, session),
    wantedId === undefined ? undefined : String(wantedId),
  );
  await report(session, result);
}

export async function set(session: Session, kindText: string, id: string, json: string) {
  const kind = requireKind(kindText);
  const input = await readJsonArgument(json);
  const services = await session.open();
  requireRecord(services, kind, id);
  await report(session, services.writer.patch(id, input, writerContext(services, session)));
}

export async function remove(session: Session, kindText: string, id: string) {
  const kind = requireKind(kindText);
  const services = await session.open();
  requireRecord(services, kind, id);
  await report(session, services.writer.remove(id, writerContext(services, session)));
}

/** For good: unlike a removal it cannot be undone. */
export async function erase(session: Session, id: string) {
  const services = await session.open();
  const [{ eraseRecord }, { removeWithdrawnFiles }] = await Promise.all([
    import('#host/sync/erase.ts'),
    import('#host/sync/files/withdrawnFiles.ts'),
  ]);
  const erased = eraseRecord(services.store, id);
  await removeWithdrawnFiles(services.store, services.attachments);
  session.result({ id, erased });
  session.print(`${id}\t${erased}`);
}

export async function undo(session: Session, changeId: string) {
  const services = await session.open();
  const result = services.writer.undo(changeId, writerContext(services, session));
  session.result(result);
  session.print(result.changeId);
  for (const kept of result.kept) session.note(`${kept.recordId}.${kept.field}`);
}

async function report(session: Session, result: WriteResult) {
  session.result(result);
  session.print(`${result.id}\t${result.changeId ?? '-'}`);
  const { warnings = [] } = result;
  if (warnings.length === 0) return;
  const { translatorOf } = await import('../translatorOf.ts');
  const translate = translatorOf(session);
  for (const { reason, value, latest } of warnings) {
    session.note(translate(`errors:warnings.${reason}`, { value, latest }));
  }
}

function writerContext(services: HostServices, session: Session) {
  return { actor: services.actor, language: session.language };
}

function requireRecord(services: HostServices, kind: string, id: string) {
  const found = isRecordId(id) ? findRecord(services.store.statements, id) : undefined;
  if (!found || found.kind !== kind) throw new MusubiError('NOT_FOUND', { kind, id });
}
