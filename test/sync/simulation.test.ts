import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { syncRules } from '#core/sync/syncRules.ts';
import { brokenVariants } from './simulation/brokenRules.ts';
import { runHistory } from './simulation/history.ts';

const histories = 170;
const historiesWithFiles = 20;
/** A broken rule has to be noticed within this many histories. */
const mostHistories = 150;
/** Where to begin looking for what a broken rule does, so that the run stays short; each is noticed a seed or two later. */
const firstSeeds: Readonly<Record<string, number>> = {
  'a 409 taken as success': 15,
  'gaps skipped': 20,
  'no rollback guard': 1_035,
  'no anchor check': 59,
};

describe('many devices and a broker, in one process', () => {
  it(`are equal, complete and discreet after ${histories} histories of faults`, {
    timeout: 600_000,
  }, async () => {
    const seen: Record<string, number> = {};
    await fc.assert(
      fc.asyncProperty(fc.noShrink(fc.integer({ min: 1, max: 2 ** 31 - 1 })), async (seed) => {
        const { problems, faults } = await runHistory(seed);
        for (const [fault, times] of Object.entries(faults)) seen[fault] = (seen[fault] ?? 0) + times;
        // The seed replays it: node test/sync/simulate.ts --seed SEED
        expect(problems, `seed ${seed}`).toEqual([]);
      }),
      // Always the same ones here; npm run simulate plays as many others as one wants.
      { numRuns: histories, seed: 20_261_120 },
    );
    for (const fault of [
      'lostRequest',
      'lostAnswer',
      'ambiguous5xx',
      'busy',
      'duplicate',
      'partialRead',
      'shuffledRead',
      'strangers',
      'cutAnswer',
      'tokenExpired',
      'killedInFlight',
      'killedAtCommit',
      'twoWindows',
      'copiedProfile',
      'restoredBackup',
      'brokerRollback',
      'clockSkew',
      'classChanged',
      'newerSchema',
      'erased',
      'editedMeanwhile',
    ]) {
      expect(seen[fault] ?? 0, fault).toBeGreaterThan(0);
    }
  });

  it(`have attached files where their records may be seen and nowhere else, after ${historiesWithFiles} histories`, {
    timeout: 120_000,
  }, async () => {
    const seen: Record<string, number> = {};
    const first = 1_001;
    for (let seed = first; seed < first + historiesWithFiles; seed++) {
      const { problems, faults } = await runHistory(seed, syncRules, { files: true });
      for (const [fault, times] of Object.entries(faults)) seen[fault] = (seen[fault] ?? 0) + times;
      expect(problems, `seed ${seed}, --files`).toEqual([]);
    }
    for (const fault of [
      'fileAttached',
      'filePart',
      'erased',
      'lostAnswer',
      'shuffledRead',
      'killedInFlight',
    ])
      expect(seen[fault] ?? 0, fault).toBeGreaterThan(0);
  });

  it('hold in histories with files that once showed a defect', { timeout: 120_000 }, async () => {
    // 13: an erased file that no tenant knew of stayed on its device. 1034, 2006, 2049: a broker was rolled back between a file
    // and its change, after both, and between two parts.
    for (const seed of [13, 1_034, 2_006, 2_049])
      expect((await runHistory(seed, syncRules, { files: true })).problems, `seed ${seed}`).toEqual([]);
  });

  it('hold in histories that once showed a defect', { timeout: 120_000 }, async () => {
    // What was typed while the record's class was withdrawn from the device went out with its value once it was back.
    expect((await runHistory(918)).problems).toEqual([]);
  });

  it('play a history of the same seed in the same way again', { timeout: 120_000 }, async () => {
    for (const seed of [11, 275]) {
      expect(await runHistory(seed)).toEqual(await runHistory(seed));
    }
  });

  for (const [name, { rules, world, control }] of Object.entries(brokenVariants)) {
    it(`notice ${name}`, { timeout: 600_000 }, async () => {
      let noticedAt = 0;
      const first = firstSeeds[name] ?? 1;
      for (let seed = first; seed < first + mostHistories && noticedAt === 0; seed++) {
        const outcome = await runHistory(seed, rules, world).catch((cause: unknown) => ({
          problems: [String(cause)],
        }));
        if (outcome.problems.length === 0) continue;
        noticedAt = seed;
        const { problems } = await runHistory(seed, control, world);
        expect(problems).toEqual([]);
      }
      expect(noticedAt).toBeGreaterThan(0);
    });
  }
});
