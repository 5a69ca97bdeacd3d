import { CommanderError } from 'commander';
import { exitStatus, MusubiError } from '#core/errors/musubiError.ts';
import { isStorageFailure, storageError } from '#db/storageError.ts';
import { createProgram } from './program.ts';
import { findResources } from './session.ts';
import { markStart, writeStartMarks } from './startMarks.ts';

/** Runs one command; the exit status says how it went, see core/errors. */
export async function run(args: readonly string[]) {
  // A reader such as `head` that has seen enough closes the pipe; that is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  const program = createProgram(args);
  markStart('code');
  try {
    await program.parseAsync([...args], { from: 'user' });
    markStart('answered');
    await finish();
    writeStartMarks();
  } catch (cause) {
    await finish();
    if (cause instanceof CommanderError && cause.exitCode === 0) return;
    await report(asRefusal(cause), args);
  }
}

function asRefusal(cause: unknown): MusubiError {
  if (cause instanceof MusubiError) return cause;
  if (cause instanceof CommanderError) {
    return new MusubiError('WRONG_USAGE', { reason: cause.message.replace(/^error: /, '') }, { cause });
  }
  if (isStorageFailure(cause)) return storageError(cause, '');
  return new MusubiError(
    'INTERNAL',
    { reason: cause instanceof Error ? cause.message : String(cause) },
    { cause },
  );
}

async function report(refusal: MusubiError, args: readonly string[]) {
  const [{ Translator }, { describeError }, { localesDirectoryOf }] = await Promise.all([
    import('#host/text/translator.ts'),
    import('#host/text/describeError.ts'),
    import('#host/text/localesDirectory.ts'),
  ]);
  const language = args.includes('--lang')
    ? (args[args.lastIndexOf('--lang') + 1] ?? 'en')
    : environmentLanguage();
  const translate = new Translator(localesDirectoryOf(findResources())).in(language);
  const message = describeError(refusal, translate);
  process.exitCode = exitStatus(refusal.code);
  if (args.includes('--json')) {
    process.stdout.write(
      `${JSON.stringify({ error: { code: refusal.code, message, details: refusal.details } })}\n`,
    );
  } else {
    process.stderr.write(`${message}\n`);
  }
  if (refusal.code === 'INTERNAL' && process.env.MUSUBI_DEBUG)
    process.stderr.write(`${String(refusal.cause)}\n`);
}

function environmentLanguage(): string {
  return (process.env.LC_ALL || process.env.LANG || '').startsWith('ja') ? 'ja' : 'en';
}

/** A browser that printed a brief is let go at once instead of after its idle time. */
async function finish() {
  const { openPrinters } = await import('./openPrinters.ts');
  await openPrinters.close();
}
