import { spawn } from 'node:child_process';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it, vi } from 'vitest';
import { run } from '#cli/run.ts';
import { temporaryDirectory } from '#test/support/temporaryRegistry.ts';

const main = join(import.meta.dirname, '../../src/cli/main.ts');

interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number | string | null | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: what a test reads of it, it asserts.
  readonly json: any;
}

function filledDirectory(): string {
  const directory = temporaryDirectory();
  cpSync(inject('registryTemplate'), directory, { recursive: true });
  return directory;
}

/** Runs the command line on a registry of this test's own: the whole of it but for the process around it. */
function runner(directory = filledDirectory()) {
  return async (...args: readonly string[]): Promise<Outcome> => {
    const written = { stdout: '', stderr: '' };
    const spies = (['stdout', 'stderr'] as const).map((stream) =>
      vi.spyOn(process[stream], 'write').mockImplementation((text) => {
        written[stream] += String(text);
        return true;
      }),
    );
    vi.stubEnv('LANG', 'en_GB.UTF-8');
    vi.stubEnv('LC_ALL', '');
    process.exitCode = 0;
    try {
      await run(['--data', directory, ...args]);
      const json = args.includes('--json') ? JSON.parse(written.stdout) : undefined;
      return { ...written, json, status: process.exitCode };
    } finally {
      process.exitCode = undefined;
      process.stdout.removeAllListeners('error');
      vi.unstubAllEnvs();
      for (const spy of spies) spy.mockRestore();
    }
  };
}

/** The same as a process, for one test of the way in and out. */
async function asProcess(...args: readonly string[]) {
  const child = spawn(process.execPath, [main, '--data', filledDirectory(), ...args], {
    env: { ...process.env, LANG: 'en_GB.UTF-8', LC_ALL: '' },
  });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { json: JSON.parse(stdout), status };
}

const part = {
  feature: expect.any(String),
  value: expect.any(Number),
  weight: expect.any(Number),
  contribution: expect.any(Number),
  because: expect.any(Array),
};
const row = {
  score: expect.any(Number),
  parts: expect.arrayContaining([expect.objectContaining(part)]),
  evidence: expect.any(Array),
  missing: expect.any(Array),
  wouldRaise: expect.any(Array),
};

const refusals = [
  [3, 'NOT_FOUND', 'need', 'need.never'],
  [3, 'NOT_FOUND', 'need', '../../etc/passwd'],
  [3, 'NOT_FOUND', 'need', 'phnom-penh'],
  [3, 'NOT_FOUND', 'city', 'atlantis'],
  [3, 'NOT_FOUND', 'organisation', 'org.never'],
  [3, 'NOT_FOUND', 'team', 'need.pp-transit', 'need.never'],
  [3, 'NOT_FOUND', 'team', 'need.pp-transit', '--lead', 'org.never'],
  [3, 'NOT_FOUND', 'rollout', 'phnom-penh'],
  [3, 'NOT_FOUND', 'text', 'flood', '--country', 'ZZ'],
  [2, 'WRONG_USAGE', 'text', '  '],
  [2, 'WRONG_USAGE', 'text', ''],
  [2, 'WRONG_USAGE', 'text', 'flood', '--country', 'Cambodia'],
  [2, 'WRONG_USAGE', 'team', 'need.pp-transit', '--max', '0'],
  [2, 'WRONG_USAGE', 'team', 'need.pp-transit', '--max', 'many'],
  [2, 'WRONG_USAGE', 'need', 'need.pp-transit', '--limit', '0'],
  [2, 'WRONG_USAGE', 'team'],
  [2, 'WRONG_USAGE', 'need'],
  [2, 'WRONG_USAGE', 'weather', 'x'],
  [2, 'WRONG_USAGE'],
] as const;

/** Every question and every format at least once: a format is drawn alike for all questions. */
const files = [
  ['xlsx', 'need', 'need.pp-transit', '--limit', '3'],
  ['html', 'city', 'phnom-penh', '--limit', '3'],
  ['docx', 'organisation', 'org.pckk', '--limit', '3'],
  ['pptx', 'text', 'flood warning', '--limit', '3'],
  ['xlsx', 'team', 'need.pp-transit'],
  ['pdf', 'rollout', 'sj2021-jakarta-ocg', '--limit', '3'],
] as const;
const beginnings = {
  html: '<!DO',
  pdf: '%PDF',
  docx: 'PK\u0003\u0004',
  pptx: 'PK\u0003\u0004',
  xlsx: 'PK\u0003\u0004',
};

describe('musubi match', () => {
  it('need, city and text give ranked organisations with parts, evidence, what is missing and what would help', async () => {
    const musubi = runner();
    const questions = [
      ['need', 'need.pp-transit'],
      ['city', 'phnom-penh'],
      ['text', 'バスの運行管理を良くしたい', '--country', 'KH'],
      ['text', 'flood warning', '--lang', 'en', '--limit', '3'],
    ];
    for (const question of questions) {
      const { json, status } = await musubi('match', ...question, '--json');
      expect(status).toBe(0);
      expect(json.query).toMatchObject({ concepts: expect.any(Array) });
      expect(json.items[0]).toMatchObject({ organisationId: expect.stringMatching(/^org\./), ...row });
      expect(Object.keys(json)).not.toContain('labels');
    }
    const { json } = await musubi('match', 'need', 'need.pp-transit', '--json');
    expect(json.query.about).toEqual(['need.pp-transit']);
    expect(json.items).toHaveLength(20);
    expect(json.items[0].evidence).toEqual(
      expect.arrayContaining([{ kind: expect.any(String), id: expect.any(String) }]),
    );
    const sums = json.items.map((item: { score: number; parts: { contribution: number }[] }) =>
      Math.abs(item.score - item.parts.reduce((sum, own) => sum + own.contribution, 0)),
    );
    expect(Math.max(...sums)).toBeLessThan(1e-9);
  });

  it('organisation gives needs, cities and studies in the same shape', async () => {
    const { json, status } = await asProcess('match', 'organisation', 'org.pckk', '--json');
    expect(status).toBe(0);
    expect(json.query.about).toEqual(['org.pckk']);
    for (const item of json.items) {
      expect(item).toMatchObject(row);
      expect(item.needId ?? item.cityId ?? item.studyId).toEqual(expect.any(String));
      expect(item).not.toHaveProperty('organisationId');
    }
  });

  it('team gives members, what they cover, data links, and how sure it is', async () => {
    const musubi = runner();
    const { json, status } = await musubi(
      'match',
      'team',
      'need.pp-transit',
      'need.bsb-river',
      '--max',
      '4',
      '--lead',
      'org.pckk',
      '--json',
    );
    expect(status).toBe(0);
    for (const team of json.items) {
      expect(team).toMatchObject({
        covered: expect.any(Array),
        uncovered: expect.any(Array),
        links: expect.any(Array),
        score: expect.any(Number),
        optimal: expect.any(Boolean),
        bound: expect.any(Number),
      });
      expect(team.members.length).toBeLessThanOrEqual(4);
      expect(team.members).toContainEqual(
        expect.objectContaining({ organisationId: 'org.pckk', role: 'lead' }),
      );
    }
    expect(json.items.length).toBeGreaterThan(0);
  });

  it('rollout gives other cities than the one where it was done', async () => {
    const { json, status } = await runner()('match', 'rollout', 'sj2021-jakarta-ocg', '--json');
    expect(status).toBe(0);
    expect(json.items[0]).toMatchObject({
      cityId: expect.any(String),
      score: expect.any(Number),
      parts: expect.arrayContaining([expect.objectContaining(part)]),
      evidence: expect.any(Array),
    });
    expect(json.items.map((item: { cityId: string }) => item.cityId)).not.toContain('jakarta');
  });

  it('refuses what is not there and what is no question, with the status of each', async () => {
    const musubi = runner();
    for (const [status, code, ...args] of refusals) {
      const outcome = await musubi('match', ...args, '--json');
      const error = { code, message: expect.stringMatching(/./) };
      expect([args, outcome.status, outcome.json]).toEqual([
        args,
        status,
        expect.objectContaining({ error: expect.objectContaining(error) }),
      ]);
    }
  });

  it('writes every question into a file, in every format, and says where', async () => {
    const directory = filledDirectory();
    const musubi = runner(directory);
    for (const [format, ...question] of files) {
      const out = join(directory, `${question[0]}.${format}`);
      const { json, status } = await musubi(
        ...['match', ...question, '--format', format, '--out', out, '--audience', 'member', '--json'],
      );
      expect([question, status]).toEqual([question, 0]);
      const bytes = readFileSync(out);
      expect(json).toMatchObject({ file: out, bytes: bytes.length, withheld: 0 });
      expect(json.records.length).toBeGreaterThan(0);
      expect(bytes.subarray(0, 4).toString('latin1')).toBe(beginnings[format]);
    }
  });

  it('refuses a file in an unknown format, without a name, or of what is not there, and writes none', async () => {
    const directory = filledDirectory();
    const musubi = runner(directory);
    const out = join(directory, 'never.xlsx');
    for (const [status, ...args] of [
      [2, 'need', 'need.pp-transit', '--format', 'exe', '--out', out],
      [2, 'need', 'need.pp-transit', '--format', 'xlsx'],
      [2, 'team', 'need.pp-transit', '--out', out],
      [2, 'text', ' ', '--format', 'xlsx', '--out', out],
      [3, 'rollout', 'never', '--format', 'xlsx', '--out', out],
      [3, 'city', 'atlantis', '--format', 'xlsx', '--out', out],
    ] as const) {
      const outcome = await musubi('match', ...args, '--json');
      expect([args, outcome.status]).toEqual([args, status]);
      if (args.some((word) => word === 'exe'))
        expect(outcome.json.error.message).toContain('html|pdf|docx|pptx|xlsx');
      expect(existsSync(out)).toBe(false);
    }
  });

  it('team names what nobody offers, to machines and to people', async () => {
    const musubi = runner();
    const none = { title: { en: 'Rare' }, technologies: ['tech.never-offered'], state: 'open' };
    await musubi(
      'add',
      'concept',
      '{"id":"tech.never-offered","type":"technology","label":{"en":"Moon lift"}}',
    );
    const { json: added } = await musubi('add', 'need', JSON.stringify(none), '--json');
    const { json } = await musubi('match', 'team', added.id, 'need.pp-transit', '--json');
    expect(json.nobodyOffers).toContain('tech.never-offered');
    const text = await musubi('match', 'team', added.id, 'need.pp-transit', '--lang', 'en');
    expect(text.stdout).toMatch(/^By what is recorded, nobody offers: .*Moon lift/);
    expect(text.stdout).not.toContain('proven best of this size, gap');
    const alone = await musubi('match', 'team', added.id, '--lang', 'en');
    expect(alone.stdout).toMatch(/nobody offers: Moon lift[^\n]*\nNo team meets the conditions\./);
  });

  it('says the same to a person, in their language, with scores from 0 to 100', async () => {
    const musubi = runner();
    const english = await musubi('match', 'need', 'need.pp-transit', '--limit', '2', '--lang', 'en');
    expect(english.stdout).toMatch(/^Wanted: .*Smart bus shelter/);
    expect(english.stdout).toMatch(/\n1\. \d{1,3} points {2}.+ \(org\.[a-z-]+\)\n {4}why: /);
    const japanese = await musubi('match', 'need', 'need.pp-transit', '--limit', '2', '--lang', 'ja');
    expect(japanese.stdout).toMatch(/1位　\d{1,3}点　.+（org\.[a-z-]+）\n {4}理由：/);
    const nothing = await musubi('match', 'text', 'zzz', '--lang', 'en');
    expect(nothing).toMatchObject({ status: 0, stdout: expect.stringContaining('Nothing fits.') });
    const team = await musubi('match', 'team', 'need.pp-transit', '--lang', 'en');
    expect(team.stdout).toMatch(/^Proposal 1 {2}\d+ points/);
    const rollout = await musubi('match', 'rollout', 'sj2021-jakarta-ocg', '--lang', 'ja');
    expect(rollout.stdout).toContain('都市どうしの近さ');
    for (const { stdout } of [english, japanese, team, rollout]) expect(stdout).not.toMatch(/lines\.|\{\{/);
  });

  it('reads as the audience that is named', async () => {
    const musubi = runner();
    await musubi('set', 'need', 'need.pp-transit', '{"visibility":"government"}');
    const ask = (audience: string) =>
      musubi('match', 'need', 'need.pp-transit', '--audience', audience, '--json');
    expect((await ask('public')).status).toBe(3);
    expect((await ask('government')).status).toBe(0);
  });
});
