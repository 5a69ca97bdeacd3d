import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import packageDescription from '../../package.json' with { type: 'json' };
import { wrongUsage } from './cliError.ts';
import { createSession, findResources, type GeneralOptions, type Session } from './session.ts';

type Action<Arguments extends unknown[]> = (session: Session, ...rest: Arguments) => Promise<void>;

/**
 * The public command line. Each command's code is loaded when that command runs: a list must not wait for
 * the code that writes spreadsheets.
 */
export function createProgram(args: readonly string[]): Command {
  const describe =
    args.length === 0 || args.some((word) => word === '--help' || word === '-h' || word === 'help');
  const texts = describe ? helpTexts(args) : {};
  const program = new Command('musubi')
    .description(texts.about ?? '')
    .version(packageDescription.version)
    .option('--data <dir>', texts.data)
    .option('--json', texts.json)
    .option('--lang <code>', texts.lang)
    .option('--audience <class>', texts.audience)
    .option('--quiet', texts.quiet)
    .option('--passphrase-file <file>', texts.passphraseFile)
    .exitOverride()
    .configureOutput({ writeErr: () => {} });

  const command = (usage: string) =>
    program
      .command(usage)
      .description(texts[usage.split(' ')[0] ?? ''] ?? '')
      .exitOverride()
      .allowExcessArguments(false);

  const registry = () => import('./commands/registry.ts');
  const files = () => import('./commands/files.ts');

  command('init').action(running(async (session) => (await registry()).init(session)));
  command('list <kind>')
    .option('--where <condition>', texts.where ?? '', collect)
    .option('--sort <field>', texts.sort)
    .option('--limit <n>', texts.limit)
    .option('--offset <n>', texts.offset)
    .option('--computed', texts.computed)
    .action(
      running(async (session, kind: string, options: object) =>
        (await registry()).list(session, kind, options),
      ),
    );
  command('show <kind> <id>')
    .option('--at <date>', texts.at)
    .action(
      running(async (session, kind: string, id: string, options: object) =>
        (await registry()).show(session, kind, id, options),
      ),
    );
  command('activity')
    .option('--kind <kind>', texts.kind)
    .option('--record <id>', texts.record)
    .option('--field <field>', texts.field)
    .option('--actor <id>', texts.actor)
    .option('--batch <id>', texts.batch)
    .option('--limit <n>', texts.limit)
    .action(running(async (session, options: object) => (await registry()).activity(session, options)));
  command('add <kind> <json>').action(
    running(async (session, kind: string, json: string) => (await registry()).add(session, kind, json)),
  );
  command('set <kind> <id> <json>').action(
    running(async (session, kind: string, id: string, json: string) =>
      (await registry()).set(session, kind, id, json),
    ),
  );
  command('remove <kind> <id>').action(
    running(async (session, kind: string, id: string) => (await registry()).remove(session, kind, id)),
  );
  command('erase <id>').action(running(async (session, id: string) => (await registry()).erase(session, id)));
  command('undo <changeId>').action(
    running(async (session, changeId: string) => (await registry()).undo(session, changeId)),
  );
  command('search <text>')
    .option('--kind <kind>', texts.kind)
    .option('--limit <n>', texts.limit)
    .action(
      running(async (session, text: string, options: object) =>
        (await import('./commands/search.ts')).search(session, text, options),
      ),
    );
  command('check-programme <projectId> <programmeId>').action(
    running(async (session, projectId: string, programmeId: string) =>
      (await import('./commands/checkProgramme.ts')).checkProgramme(session, projectId, programmeId),
    ),
  );
  const matching = () => import('./commands/match.ts');
  const match = program
    .command('match')
    .description(texts.match ?? '')
    .argument('[question]')
    .usage('need|city|organisation|text|team|rollout …')
    .exitOverride()
    .action((_question: unknown, _options: object, command: Command) => {
      throw wrongUsage(`match ${command.usage()}`);
    });
  const question = (usage: string) => {
    const [name = ''] = usage.split(' ');
    return match
      .command(usage)
      .description(texts[`match ${name}`] ?? '')
      .exitOverride()
      .allowExcessArguments(false)
      .option('--format <format>', texts.format)
      .option('--out <file>', texts.out);
  };
  question('need <id>')
    .option('--limit <n>', texts.limit)
    .action(
      running(async (session, id: string, options: object) =>
        (await matching()).matchNeed(session, id, options),
      ),
    );
  question('city <id>')
    .option('--limit <n>', texts.limit)
    .action(
      running(async (session, id: string, options: object) =>
        (await matching()).matchCity(session, id, options),
      ),
    );
  question('organisation <id>')
    .option('--limit <n>', texts.limit)
    .action(
      running(async (session, id: string, options: object) =>
        (await matching()).matchOrganisation(session, id, options),
      ),
    );
  question('text <text>')
    .option('--country <code>', texts.country)
    .option('--limit <n>', texts.limit)
    .action(
      running(async (session, text: string, options: object) =>
        (await matching()).matchText(session, text, { ...options, lang: program.opts().lang }),
      ),
    );
  question('team <needIds...>')
    .option('--max <n>', texts.max)
    .option('--lead <organisationId>', texts.lead)
    .action(
      running(async (session, needIds: string[], options: object) =>
        (await matching()).matchTeam(session, needIds, options),
      ),
    );
  question('rollout <id>')
    .option('--limit <n>', texts.limit)
    .action(
      running(async (session, id: string, options: object) =>
        (await matching()).matchRollout(session, id, options),
      ),
    );
  command('brief <kind> <ids...>')
    .requiredOption('--format <format>', texts.format)
    .requiredOption('--out <file>', texts.out)
    .option('--matching', texts.matching)
    .action(
      running(
        async (
          session,
          kind: string,
          ids: string[],
          options: { format: string; out: string; matching?: boolean },
        ) => (await files()).brief(session, kind, ids, options),
      ),
    );
  command('export <kind>')
    .requiredOption('--format <format>', texts.format)
    .requiredOption('--out <file>', texts.out)
    .option('--where <condition>', texts.where ?? '', collect)
    .option('--sort <field>', texts.sort)
    .option('--columns <fields>', texts.columns)
    .option('--both-languages', texts.bothLanguages)
    .action(
      running(async (session, kind: string, options: { format: string; out: string }) =>
        (await files()).exportKind(session, kind, options),
      ),
    );
  command('import <words...>')
    .usage('FILE --kind KIND [options] | revert BATCH_ID')
    .option('--kind <kind>', texts.kindOfRows)
    .option('--mapping <file>', texts.mapping)
    .option('--dry-run', texts.dryRun)
    .option('--on-match <mode>', texts.onMatch)
    .option('--error-rows <file>', texts.errorRows)
    .action(
      running(async (session, words: string[], options: object) =>
        (await import('./commands/import.ts')).importFile(session, words, options),
      ),
    );
  const attachments = () => import('./commands/attachments.ts');
  command('attach <file>')
    .option('--about <id>', texts.fileAbout ?? '', collect)
    .option('--title <text>', texts.fileTitle)
    .option('--visibility <class>', texts.visibility)
    .action(
      running(async (session, file: string, options: object) =>
        (await attachments()).attach(session, file, options),
      ),
    );
  command('detach <id>').action(
    running(async (session, id: string) => (await attachments()).detach(session, id)),
  );
  command('extract <id>')
    .requiredOption('--out <file>', texts.out)
    .option('--original', texts.original)
    .action(
      running(async (session, id: string, options: { out: string; original?: boolean }) =>
        (await attachments()).extract(session, id, options),
      ),
    );
  const merging = () => import('./commands/merge.ts');
  command('duplicates <kind>')
    .option('--limit <n>', texts.limit)
    .action(
      running(async (session, kind: string, options: object) =>
        (await merging()).duplicates(session, kind, options),
      ),
    );
  command('merge <keepId> <otherId>')
    .option('--choices <json>', texts.choices)
    .action(
      running(async (session, keepId: string, otherId: string, options: object) =>
        (await merging()).merge(session, keepId, otherId, options),
      ),
    );
  command('backup <file>').action(
    running(async (session, file: string) => (await files()).backup(session, file)),
  );
  command('restore <file>').action(
    running(async (session, file: string) => (await files()).restore(session, file)),
  );
  command('check').action(running(async (session) => (await files()).check(session)));
  const syncing = () => import('./commands/sync.ts');
  const sync = command('sync')
    .option('--endpoint <url>', texts.endpoint)
    .option('--token-file <file>', texts.syncToken)
    .option('--dialect <name>', texts.dialect)
    .option('--once', texts.once)
    .option('--allow-deletions', texts.allowDeletions)
    .option('--files', texts.syncFiles)
    .option('--no-files', texts.syncNoFiles)
    .action(running(async (session, options: object) => (await syncing()).sync(session, options)));
  const syncCommand = (usage: string) =>
    sync
      .command(usage)
      .description(texts[`sync ${usage.split(' ')[0]}`] ?? '')
      .exitOverride()
      .allowExcessArguments(false);
  syncCommand('status').action(running(async (session) => (await syncing()).status(session)));
  syncCommand('conflicts').action(running(async (session) => (await syncing()).conflicts(session)));
  syncCommand('settle <id> <choice>').action(
    running(async (session, id: string, choice: string) => (await syncing()).settle(session, id, choice)),
  );
  syncCommand('start-over')
    .option('--backup <file>', texts.startOverBackup)
    .option('--discard-unsent', texts.discardUnsent)
    .option('--yes', texts.startOverYes)
    .action(
      running(async (session, options: object) =>
        (await import('./commands/startOver.ts')).startOverWith(session, { ...sync.opts(), ...options }),
      ),
    );
  command('serve')
    .option('--port <n>', texts.port)
    .option('--open', texts.open)
    .action(
      running(async (session, options: object) =>
        (await import('./commands/serve.ts')).serve(session, options),
      ),
    );
  command('urban-os')
    .option('--port <n>', texts.port)
    .option('--token-file <file>', texts.tokenFile)
    .action(
      running(async (session, options: object) =>
        (await import('./commands/urbanOs.ts')).urbanOs(session, options),
      ),
    );
  return program;
}

function collect(value: string, earlier: string[] | undefined): string[] {
  return [...(earlier ?? []), value];
}

/** Commander hands over arguments, then options, then the command itself. */
function running<Arguments extends unknown[]>(action: Action<Arguments>) {
  return async (...received: unknown[]) => {
    const command = received.at(-1) as Command;
    const session = await createSession(command.optsWithGlobals<GeneralOptions>());
    await action(session, ...(received.slice(0, -1) as Arguments));
  };
}

function helpTexts(args: readonly string[]): Readonly<Record<string, string>> {
  const wanted = args.includes('--lang') ? args[args.indexOf('--lang') + 1] : process.env.LANG?.slice(0, 2);
  const language = wanted === 'ja' ? 'ja' : 'en';
  return JSON.parse(readFileSync(join(findResources(), '..', 'locales', language, 'cli.json'), 'utf8'));
}
