import { spawn } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { temporaryDirectory } from '#test/support/temporaryRegistry.ts';

const main = join(import.meta.dirname, '../../src/cli/main.ts');

/** Runs the command line as a process of its own, on a registry of this test's own. */
function runner() {
  const directory = temporaryDirectory();
  cpSync(inject('registryTemplate'), directory, { recursive: true });
  return async (...args: readonly string[]) => {
    const child = spawn(process.execPath, [main, '--data', directory, ...args], {
      env: { ...process.env, LANG: 'en_GB.UTF-8', LC_ALL: '' },
    });
    const output = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream].setEncoding('utf8').on('data', (text) => {
        output[stream] += text;
      });
    }
    const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
    return { ...output, status, json: args.includes('--json') ? JSON.parse(output.stdout) : undefined };
  };
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
    const { json, status } = await runner()('match', 'organisation', 'org.pckk', '--json');
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

  it.each([
    [['need', 'need.never'], 3, 'NOT_FOUND'],
    [['need', '../../etc/passwd'], 3, 'NOT_FOUND'],
    [['need', 'phnom-penh'], 3, 'NOT_FOUND'],
    [['city', 'atlantis'], 3, 'NOT_FOUND'],
    [['organisation', 'org.never'], 3, 'NOT_FOUND'],
    [['team', 'need.pp-transit', 'need.never'], 3, 'NOT_FOUND'],
    [['team', 'need.pp-transit', '--lead', 'org.never'], 3, 'NOT_FOUND'],
    [['rollout', 'phnom-penh'], 3, 'NOT_FOUND'],
    [['text', 'flood', '--country', 'ZZ'], 3, 'NOT_FOUND'],
    [['text', '  '], 2, 'WRONG_USAGE'],
    [['text', 'flood', '--country', 'Cambodia'], 2, 'WRONG_USAGE'],
    [['team', 'need.pp-transit', '--max', '0'], 2, 'WRONG_USAGE'],
    [['team'], 2, 'WRONG_USAGE'],
    [['need'], 2, 'WRONG_USAGE'],
    [['weather', 'x'], 2, 'WRONG_USAGE'],
    [[], 2, 'WRONG_USAGE'],
  ])('refuses %j with status %i', async (args, status, code) => {
    const outcome = await runner()('match', ...args, '--json');
    expect(outcome.status).toBe(status);
    expect(outcome.json.error).toMatchObject({ code, message: expect.stringMatching(/./) });
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
