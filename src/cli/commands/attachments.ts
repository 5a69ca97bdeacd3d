import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { largestAttachment } from '#core/attachments/mediaTypes.ts';
import { MusubiError } from '#core/errors/musubiError.ts';
import { type Visibility, visibilities } from '#core/kinds/choices.ts';
import { wrongUsage } from '../cliError.ts';
import type { Session } from '../session.ts';
import { writeOutput } from '../writeOutput.ts';

async function service(session: Session) {
  const [services, { Attachments }] = await Promise.all([
    session.open(),
    import('#host/attachments/attachments.ts'),
  ]);
  return { services, attachments: new Attachments(services) };
}

export interface AttachOptions {
  readonly about?: readonly string[];
  readonly title?: string;
  readonly visibility?: string;
}

export async function attach(session: Session, path: string, options: AttachOptions) {
  const about = options.about ?? [];
  if (about.length === 0) throw wrongUsage('--about ID');
  const visibility = visibilities.find((known) => known === options.visibility) as Visibility | undefined;
  if (options.visibility !== undefined && !visibility)
    throw wrongUsage(`--visibility ${visibilities.join('|')}`);
  const contents = await readWhole(path);
  const { attachments } = await service(session);
  const attached = await attachments.attach(basename(path), contents, {
    about,
    language: session.language,
    ...(options.title ? { title: { [session.language]: options.title } } : {}),
    ...(visibility ? { visibility } : {}),
  });
  session.result(attached);
  session.print(`${attached.id}\t${attached.changeId ?? '-'}`);
}

export async function detach(session: Session, id: string) {
  const { services, attachments } = await service(session);
  attachments.record(id, 'private');
  const result = services.writer.remove(id, { actor: services.actor, language: session.language });
  session.result(result);
  session.print(`${result.id}\t${result.changeId ?? '-'}`);
}

export async function extract(session: Session, id: string, options: { out: string; original?: boolean }) {
  const { attachments } = await service(session);
  const copy = await attachments.copy(id, session.audience, options.original ?? false);
  const isFolder = existsSync(options.out) && statSync(options.out).isDirectory();
  const file = await writeOutput(isFolder ? join(options.out, copy.fileName) : options.out, copy.contents);
  session.result({ file, bytes: copy.contents.length, mediaType: copy.mediaType });
  session.print(file);
}

/** What is too large is refused before it is read. */
async function readWhole(path: string): Promise<Uint8Array> {
  try {
    const { size } = statSync(path);
    if (size > largestAttachment)
      throw new MusubiError('ATTACHMENT_TOO_LARGE', { file: path, bytes: size, limit: largestAttachment });
    return await readFile(path);
  } catch (cause) {
    if (cause instanceof MusubiError) throw cause;
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT')
      throw new MusubiError('NOT_FOUND', { file: path });
    throw new MusubiError('INPUT_UNREADABLE', { file: path }, { cause });
  }
}
