import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { largestAttachment } from '#core/attachments/mediaTypes.ts';
import { exitStatus, MusubiError } from '#core/errors/musubiError.ts';
import type { HostServices } from '#host/services.ts';
import { type Dialect, dialects } from '#host/sync/brokers/brokerOptions.ts';
import { type Conflict, listConflicts, settleConflict } from '#host/sync/conflicts.ts';
import { keptConnectionRequest } from '#host/sync/connection/keptConnection.ts';
import { recordedExchange } from '#host/sync/connection/recordedExchange.ts';
import { bringSearchInStep } from '#host/sync/searchAfterwards.ts';
import { type SyncRequest, syncOnce, syncStatus } from '#host/sync/syncService.ts';
import { wrongUsage } from '../cliError.ts';
import { textIn } from '../nameIn.ts';
import { readJsonArgument } from '../readInput.ts';
import type { Session } from '../session.ts';
import { translatorOf } from '../translatorOf.ts';

export interface SyncOptions {
  readonly endpoint?: string;
  readonly tokenFile?: string;
  readonly dialect?: string;
  readonly once?: boolean;
  readonly allowDeletions?: boolean;
  /** Attached files in any case, or in none; undefined: as the connection says. */
  readonly files?: boolean;
}

const betweenRounds = 30_000;

/** Syncs once, or again and again until stopped. Status 5 says that something waits to be settled. */
export async function sync(session: Session, options: SyncOptions) {
  readDialect(options.dialect);
  const services = await session.open();
  const say = speak(session);
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  for (;;) {
    try {
      const request = await requestOf(services, options, stop.signal);
      const result = await recordedExchange(services, 'command', () => syncOnce(services, request));
      session.result(result);
      session.print(say('done', { ...result }));
      for (const { fileName, reason } of result.refusedFiles ?? [])
        session.note(say(`fileRefused.${reason}`, { file: fileName }));
      for (const tenant of result.refused) session.note(say('refusedTenant', { tenant }));
      if (result.clockAheadSeconds !== undefined) session.note(sayClock(say, result.clockAheadSeconds));
      process.exitCode = result.conflicts > 0 ? exitStatus('CONFLICT') : 0;
      await bringSearchInStep(services.store, stop.signal);
    } catch (cause) {
      if (stop.signal.aborted) return;
      if (options.once || !(cause instanceof MusubiError) || !cause.code.startsWith('ENDPOINT_')) {
        if (cause instanceof MusubiError && cause.code.startsWith('ENDPOINT_'))
          session.note(reason(say, cause));
        throw cause;
      }
      session.note(reason(say, cause));
    }
    if (options.once) return;
    await pause(betweenRounds, undefined, { signal: stop.signal }).catch(() => {});
    if (stop.signal.aborted) return;
  }
}

/** What was set up in the window holds, secrets included, unless the command says otherwise. */
export async function requestOf(
  services: HostServices,
  options: SyncOptions,
  signal: AbortSignal,
): Promise<SyncRequest> {
  const dialect = readDialect(options.dialect);
  return {
    ...(options.endpoint === undefined
      ? await keptConnectionRequest(services, options.tokenFile, options.files)
      : { address: options.endpoint }),
    ...(options.endpoint === undefined || options.files === undefined
      ? {}
      : { files: { transfer: options.files, largestBytes: largestAttachment } }),
    ...(dialect ? { dialect } : {}),
    // Read anew each time: a token that has run out is replaced in its file.
    ...(options.tokenFile === undefined ? {} : { token: readToken(options.tokenFile) }),
    ...(options.allowDeletions ? { allowDeletions: true } : {}),
    signal,
  };
}

export async function status(session: Session) {
  const services = await session.open();
  const state = syncStatus(services);
  const say = speak(session);
  session.result(state);
  session.print(state.endpoint ? say('status', { ...state, since: state.since ?? '-' }) : say('never', {}));
  if (state.clockAheadSeconds !== undefined) session.note(sayClock(say, state.clockAheadSeconds));
  if (state.deletionsToConfirm) {
    const count = state.deletionsToConfirm.reduce((sum, { deleted }) => sum + deleted, 0);
    session.note(say('deletions', { count }));
  }
}

export async function conflicts(session: Session) {
  const services = await session.open();
  const say = speak(session);
  const open = listConflicts(services.store);
  session.result({ conflicts: open });
  for (const conflict of open) session.print(describe(conflict, session.language, say));
  session.note(say('conflicts', { count: open.length }));
}

export async function settle(session: Session, id: string, choice: string) {
  const chosen =
    choice === 'mine' || choice === 'theirs' ? choice : { value: await readJsonArgument(choice) };
  const services = await session.open();
  const context = { actor: services.actor, language: session.language };
  const { changeId } = settleConflict(services.store, services.writer, id, chosen, context);
  const left = listConflicts(services.store).length;
  session.result({ id, changeId, conflicts: left });
  session.print(`${id}\t${changeId ?? '-'}`);
}

export type Say = (key: string, values: Readonly<Record<string, unknown>>) => string;

export function speak(session: Session): Say {
  const translate = translatorOf(session);
  return (key, values) => translate(`sync:${key}`, { ...values });
}

function sayClock(say: Say, aheadSeconds: number): string {
  return say('clock', { minutes: Math.round(aheadSeconds / 60) });
}

export function reason(say: Say, refusal: MusubiError): string {
  return say(`failure.${String(refusal.details.failure)}`, refusal.details);
}

function describe(conflict: Conflict, language: string, say: Say): string {
  const name = textIn(conflict.label, language);
  const values = conflict.values.map(
    ({ value, at, mine }) => `  ${say(mine ? 'mine' : 'theirs', {})} ${at}: ${JSON.stringify(value)}`,
  );
  return [`${conflict.id}\t${name}`, ...values].join('\n');
}

function readDialect(text: string | undefined): Dialect | undefined {
  const dialect = dialects.find((known) => known === text);
  if (text !== undefined && !dialect) throw wrongUsage(`--dialect ${dialects.join('|')}`);
  return dialect;
}

/**
 * A token alone, or JSON with a `token` or `access_token`, also inside a list as the bundled endpoint's
 * own token file has it.
 */
function readToken(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw new MusubiError('INPUT_UNREADABLE', { file }, { cause });
  }
  const token = /^[[{]/.test(text) ? tokenOf(text) : text;
  if (!token || !/^[\x21-\x7e]+$/.test(token)) throw new MusubiError('INPUT_UNREADABLE', { file });
  return token;
}

function tokenOf(text: string): string | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const entry = Array.isArray(json) ? json[0] : json;
  const { token, access_token: access } = (entry ?? {}) as { token?: unknown; access_token?: unknown };
  return [token, access].find((value) => typeof value === 'string');
}
