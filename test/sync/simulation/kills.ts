import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import Database from 'better-sqlite3';
import { checkAttachments } from '#host/attachments/checkAttachments.ts';
import { type HostServices, openServices } from '#host/services.ts';
import { syncOnce } from '#host/sync/syncService.ts';
import { checkRegistry } from '#host/system/check.ts';
import { makeScratchDirectory } from '#test/support/scratchDirectory.ts';
import { writeSmallBundle } from '#test/support/smallBundle.ts';
import { resourcesDirectory, testShell } from '#test/support/testShell.ts';
import { databaseFileName } from '#urbanos/store/database.ts';
import { Random } from './random.ts';

const main = join(import.meta.dirname, '../../../src/cli/main.ts');
const victims = ['editor', 'first', 'second', 'endpoint'] as const;
/** Within this time after the start of an exchange somebody is killed; most exchanges take less. */
const longestWait = 1_600;

export interface KillReport {
  readonly rounds: number;
  readonly killed: Readonly<Record<string, number>>;
  /** Edits that a command acknowledged by its exit status. */
  readonly acknowledged: number;
  /** Files whose attaching a command acknowledged. */
  readonly attached: number;
  readonly problems: readonly string[];
}

interface Person {
  readonly directory: string;
  /** The last acknowledged text of each record. */
  readonly texts: Map<string, string>;
  /** Texts whose command was killed: they may stand, or not. */
  readonly unclear: Map<string, Set<string>>;
  /** Records of acknowledged attached files. */
  readonly files: Set<string>;
}

/** Bytes of attached files: one part at the endpoint, or up to three. */
const fileSizes = [900, 150_000, 500_000] as const;

function start(...args: string[]): ChildProcess {
  return spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'ignore'] });
}

async function outputOf(child: ChildProcess): Promise<{ status: number | null; text: string }> {
  let text = '';
  child.stdout?.setEncoding('utf8').on('data', (more: string) => {
    text += more;
  });
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, text };
}

/**
 * Two data folders and the bundled endpoint as processes. In every round both edit and exchange, and one process is killed
 * with SIGKILL at a random moment. In the end everything that was acknowledged must stand everywhere.
 * @param seed decides who is killed and after how long; what that meets depends on the machine
 * @param withFiles whether files are attached too, some of several parts
 */
export async function playKills(rounds: number, seed: number, withFiles = false): Promise<KillReport> {
  const directory = makeScratchDirectory('musubi-kills-');
  const random = new Random(seed);
  const killed: Record<string, number> = {};
  const problems: string[] = [];
  let acknowledged = 0;
  let attached = 0;
  const template = join(directory, 'template');
  const resources = writeSmallBundle(resourcesDirectory, directory);
  (await openServices({ dataDirectory: template, resourcesDirectory: resources, shell: testShell })).close();
  const [first, second] = ['first', 'second'].map((name): Person => {
    cpSync(template, join(directory, name), { recursive: true });
    return { directory: join(directory, name), texts: new Map(), unclear: new Map(), files: new Set() };
  }) as [Person, Person];
  const central = join(directory, 'central');
  let endpoint = await startEndpoint(central, '0');
  const { url, port } = endpoint;

  const edit = async (person: Person, text: string, kill: boolean) => {
    const [id] = random.chance(0.4) ? [...person.texts.keys()].slice(-3) : [];
    const values = JSON.stringify({ title: { en: text }, visibility: 'public' });
    const what = id ? ['set', 'missionNote', id, values] : ['add', 'missionNote', values];
    const child = start('--data', person.directory, '--json', ...what);
    const done = outputOf(child);
    if (kill) {
      await pause(random.below(600));
      child.kill('SIGKILL');
    }
    const { status, text: said } = await done;
    if (status === 0) {
      acknowledged++;
      const written = id ?? String((JSON.parse(said) as { id: unknown }).id);
      person.texts.set(written, text);
      person.unclear.delete(written);
    } else if (!kill) problems.push(`an edit ended with ${status}`);
    else if (id) person.unclear.set(id, (person.unclear.get(id) ?? new Set()).add(text));
  };

  const attach = async (person: Person, name: string, kill: boolean) => {
    const file = join(directory, `${name}.txt`);
    writeFileSync(file, randomBytes(random.pick(fileSizes) / 2).toString('hex'));
    const about = [...person.texts.keys()].at(-1) ?? 'jakarta';
    const what = ['attach', file, '--about', about, '--visibility', 'public'];
    const child = start('--data', person.directory, '--json', ...what);
    const done = outputOf(child);
    if (kill) {
      await pause(random.below(600));
      child.kill('SIGKILL');
    }
    const { status, text: said } = await done;
    rmSync(file, { force: true });
    if (status === 0) {
      attached++;
      person.files.add(String((JSON.parse(said) as { id: unknown }).id));
    } else if (!kill) problems.push(`attaching ended with ${status}`);
  };
  const write = (person: Person, name: string, kill: boolean) =>
    withFiles && random.chance(0.5) ? attach(person, name, kill) : edit(person, name, kill);

  try {
    for (let round = 0; round < rounds; round++) {
      const victim = random.pick(victims);
      killed[victim] = (killed[victim] ?? 0) + 1;
      await Promise.all([
        write(first, `first ${round}`, victim === 'editor'),
        write(second, `second ${round}`, false),
      ]);
      const exchanges = [first, second].map((person) =>
        start('--data', person.directory, '--quiet', 'sync', '--endpoint', url, '--once'),
      );
      const ended = Promise.all(exchanges.map(outputOf));
      if (victim !== 'editor') {
        await pause(random.below(longestWait));
        const target = victim === 'endpoint' ? endpoint.child : exchanges[victim === 'first' ? 0 : 1];
        if (target?.exitCode === null) {
          const gone = once(target, 'exit');
          target.kill('SIGKILL');
          await gone;
        }
        if (victim === 'endpoint') endpoint = await startEndpoint(central, port);
      }
      await ended;
    }
    problems.push(...(await compare(first, second, url)));
    endpoint.child.kill('SIGKILL');
    await once(endpoint.child, 'exit');
    const database = new Database(join(central, databaseFileName));
    if (database.pragma('integrity_check', { simple: true }) !== 'ok')
      problems.push('the endpoint’s file is damaged');
    database.close();
  } finally {
    endpoint.child.kill('SIGKILL');
    rmSync(directory, { recursive: true, force: true });
  }
  return { rounds, killed, acknowledged, attached, problems };
}

async function startEndpoint(data: string, port: string) {
  const child = start('urban-os', '--data', data, '--port', port);
  if (!child.stdout) throw new Error('the endpoint says nothing');
  for await (const line of createInterface(child.stdout)) {
    const { url } = JSON.parse(line) as { url: string };
    return { child, url, port: new URL(url).port };
  }
  throw new Error('the endpoint ended');
}

async function compare(first: Person, second: Person, address: string): Promise<string[]> {
  const problems: string[] = [];
  const opened: HostServices[] = [];
  for (const { directory } of [first, second])
    opened.push(await openServices({ dataDirectory: directory, resourcesDirectory, shell: testShell }));
  try {
    for (const services of [...opened, ...opened]) await syncOnce(services, { address });
    const [one, other] = opened.map(({ store }) =>
      store.statements.all('SELECT id, kind, label, visibility, deleted_at FROM record ORDER BY id'),
    );
    if (!isDeepStrictEqual(one, other)) problems.push('the devices are not equal');
    for (const services of opened) {
      for (const { code, detail } of checkRegistry(services.store).problems)
        problems.push(`${code}: ${detail}`);
      for (const { code, detail } of await checkAttachments(services.store, services.attachments))
        problems.push(`${code}: ${detail}`);
      for (const id of [...first.files, ...second.files]) {
        const sha256 = services.store.statements.get<{ sha256: string }>(
          `SELECT attachment.sha256 FROM attachment JOIN record ON record.id = attachment.id
           WHERE attachment.id = ? AND record.deleted_at IS NULL`,
          id,
        )?.sha256;
        const bytes = sha256 && (await services.attachments.read(sha256).catch(() => undefined));
        if (!bytes) problems.push(`the attached file ${id} was acknowledged and is not everywhere`);
      }
      for (const { texts, unclear } of [first, second]) {
        for (const [id, text] of texts) {
          const row = services.store.statements.get<{ label: string }>(
            'SELECT label FROM record WHERE id = ? AND deleted_at IS NULL',
            id,
          );
          const stands = row && (JSON.parse(row.label) as { en?: string }).en;
          if (stands !== text && !(stands && unclear.get(id)?.has(stands)))
            problems.push(`"${text}" was acknowledged and is lost; "${stands}" stands`);
        }
      }
    }
  } finally {
    for (const services of opened) services.close();
  }
  return problems;
}
