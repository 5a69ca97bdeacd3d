import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Visibility, visibilities } from '#core/kinds/choices.ts';
import type { HostServices } from '#host/services.ts';
import type { HostShell } from '#host/shell.ts';
import { wrongUsage } from './cliError.ts';
import { markStart } from './startMarks.ts';

/** The options that every command takes. */
export interface GeneralOptions {
  readonly data?: string;
  readonly json?: boolean;
  readonly lang?: string;
  readonly audience?: string;
  readonly quiet?: boolean;
  readonly passphraseFile?: string;
}

/** What a command works with: where things are, who reads, and how to speak. */
export interface Session {
  readonly dataDirectory: string;
  readonly resourcesDirectory: string;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly language: string;
  readonly audience: Visibility;
  /** Where the passphrase stands, for those who run without a terminal. */
  readonly passphraseFile?: string;
  /** Opens the registry; made and filled when there is none. */
  open(shellKind?: HostShell['kind']): Promise<HostServices>;
  /** Human output: a line on standard output, or with --json nothing. */
  print(line: string): void;
  /** Machine output: one JSON document on standard output when --json was given. */
  result(value: unknown): void;
  /** Progress and remarks, on standard error. */
  note(line: string): void;
}

export async function createSession(options: GeneralOptions): Promise<Session> {
  const audience = options.audience ?? 'private';
  if (!(visibilities as readonly string[]).includes(audience)) {
    throw wrongUsage(`--audience ${visibilities.join('|')}`);
  }
  const language = options.lang ?? languageOfEnvironment();
  if (!/^[a-z]{2,3}$/.test(language)) throw wrongUsage('--lang CODE');
  const dataDirectory = options.data ? resolve(options.data) : await defaultDataDirectory();
  const resourcesDirectory = findResources();
  const json = options.json ?? false;
  const quiet = options.quiet ?? false;
  const passphraseFile = options.passphraseFile ?? process.env.MUSUBI_PASSPHRASE_FILE;
  const note = (line: string) => {
    if (!quiet) process.stderr.write(`${line}\n`);
  };
  return {
    dataDirectory,
    resourcesDirectory,
    json,
    quiet,
    language,
    audience: audience as Visibility,
    ...(passphraseFile === undefined ? {} : { passphraseFile }),
    open: async (shellKind = 'cli') => {
      const [{ openServices }, { createShell }] = await Promise.all([
        import('#host/services.ts'),
        import('./createShell.ts'),
      ]);
      const services = await openServices({
        dataDirectory,
        resourcesDirectory,
        shell: createShell(shellKind, {
          language,
          resourcesDirectory,
          ...(passphraseFile === undefined ? {} : { passphraseFile }),
        }),
        onOpening: async ({ reason, records }) => {
          if (reason === 'first') return undefined;
          const { noteUpkeep } = await import('./noteUpkeep.ts');
          return noteUpkeep({ language, resourcesDirectory, note }, records);
        },
      });
      markStart('open');
      return services;
    },
    print: (line) => {
      if (!json) process.stdout.write(`${line}\n`);
    },
    result: (value) => {
      if (json) process.stdout.write(`${JSON.stringify(value)}\n`);
    },
    note,
  };
}

/** The platform's per-user data folder, the same for the window and for the command line. */
async function defaultDataDirectory(): Promise<string> {
  if (process.env.MUSUBI_DATA) return resolve(process.env.MUSUBI_DATA);
  const { default: envPaths } = await import('env-paths');
  return envPaths('musubi-desk', { suffix: '' }).data;
}

/** `resources` stands two folders above both src/cli and out/cli. */
export function findResources(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  for (const up of ['../..', '../../..']) {
    const candidate = join(here, up, 'resources');
    if (existsSync(join(candidate, 'data', 'bundle.json'))) return candidate;
  }
  throw new Error(`resources are missing beside ${here}`);
}

function languageOfEnvironment(): string {
  const locale = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '';
  const language = /^([a-z]{2,3})(?:[_.@-]|$)/.exec(locale)?.[1];
  return language ?? 'en';
}
