import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brokenVariants } from './simulation/brokenRules.ts';
import { runHistory } from './simulation/history.ts';

const histories = 200;
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
