import { MusubiError } from '#core/errors/musubiError.ts';

export interface PassphraseSource {
  /** Its first line is the passphrase. */
  readonly passphraseFile?: string;
  /** Of the question at the terminal. */
  readonly language: string;
  readonly resourcesDirectory: string;
}

/**
 * The passphrase of a registry that has one: from the file, or typed at the terminal where there is one and `mayAsk`.
 * Never an argument or a variable: other programs of this machine can read those.
 * @throws MusubiError INPUT_UNREADABLE, CANCELLED
 */
export async function readPassphrase(
  { passphraseFile: file, language, resourcesDirectory }: PassphraseSource,
  mayAsk: boolean,
): Promise<string | undefined> {
  if (file !== undefined) {
    const { readFile } = await import('node:fs/promises');
    const text = await readFile(file, 'utf8').catch((cause: unknown) => {
      throw new MusubiError('INPUT_UNREADABLE', { file }, { cause });
    });
    return text.replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0];
  }
  if (!mayAsk || !process.stdin.isTTY || !process.stderr.isTTY) return undefined;
  const [{ default: password }, { Translator }, { localesDirectoryOf }] = await Promise.all([
    import('@inquirer/password'),
    import('#host/text/translator.ts'),
    import('#host/text/localesDirectory.ts'),
  ]);
  const translate = new Translator(localesDirectoryOf(resourcesDirectory)).in(language);
  // Standard output holds results alone.
  return password({ message: translate('cli:passphrase') }, { output: process.stderr }).catch(
    (cause: unknown) => {
      throw new MusubiError('CANCELLED', {}, { cause });
    },
  );
}
