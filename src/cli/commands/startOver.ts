import { resolve } from 'node:path';
import { exitStatus, MusubiError } from '#core/errors/musubiError.ts';
import { recordedExchange } from '#host/sync/connection/recordedExchange.ts';
import type { DifferingRecord } from '#host/sync/startOver/difference.ts';
import { prepareStartOver, startOver } from '#host/sync/startOver/startOver.ts';
import { syncOnce } from '#host/sync/syncService.ts';
import { textIn } from '../nameIn.ts';
import type { Session } from '../session.ts';
import { reason, requestOf, type Say, type SyncOptions, speak } from './sync.ts';

interface StartOverOptions extends SyncOptions {
  readonly backup?: string;
  readonly discardUnsent?: boolean;
  /** The difference has been seen, and starting over is meant. */
  readonly yes?: boolean;
}

/** Backs up, verifies, shows how this device and the endpoint differ; starts over only with `--yes`. */
export async function startOverWith(session: Session, options: StartOverOptions) {
  const services = await session.open();
  const say = speak(session);
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const request = await requestOf(services, options, stop.signal);
  try {
    const backupFile = options.backup === undefined ? undefined : resolve(options.backup);
    const { ticket, ...plan } = await prepareStartOver(services, request, backupFile);
    const { difference } = plan;
    session.note(say('startOver.backup', { file: plan.backup.file }));
    for (const record of difference.records) session.print(describe(record, session.language, say));
    if (difference.more > 0)
      session.note(say('startOver.more', { count: difference.more, formatted: difference.more }));
    session.note(say('startOver.counts', { ...difference }));
    if (!options.yes) {
      session.result({ ...plan, started: false });
      session.note(say('startOver.ask', { ...difference, discardable: plan.discardable }));
      return;
    }
    startOver(services, ticket, options.discardUnsent ? 'discard' : 'send');
    const exchanged = await recordedExchange(services, 'command', () => syncOnce(services, request));
    session.result({ ...plan, started: true, ...exchanged });
    session.note(say('done', { ...exchanged }));
    process.exitCode = exchanged.conflicts > 0 ? exitStatus('CONFLICT') : 0;
  } catch (cause) {
    if (cause instanceof MusubiError && cause.code.startsWith('ENDPOINT_')) session.note(reason(say, cause));
    throw cause;
  }
}

function describe(
  { id, kind, label, where, fields, isUnsent }: DifferingRecord,
  language: string,
  say: Say,
): string {
  const unsent = isUnsent ? `\t${say('startOver.unsent', {})}` : '';
  return `${say(`startOver.where.${where}`, {})}\t${kind}\t${id}\t${textIn(label, language)}\t${fields.join(' ')}${unsent}`;
}
