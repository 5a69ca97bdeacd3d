import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retryWait } from './backoff.ts';
import { endpointFailures } from './endpointFailure.ts';
import { type SyncFacts, syncStateKind } from './syncState.ts';

const good: SyncFacts = {
  isSetUp: true,
  isRunning: false,
  isPaused: false,
  needsSignIn: false,
  failure: null,
  since: '2026-11-26T00:00:00.000Z',
  toSend: 0,
};

describe('the state of sync in one word', () => {
  it.each<[string, Partial<SyncFacts>, string]>([
    ['in step', {}, 'inStep'],
    ['something waits', { toSend: 3 }, 'toSend'],
    ['never yet', { since: null, toSend: 3 }, 'never'],
    ['no endpoint', { isSetUp: false, failure: 'unreachable', isPaused: true }, 'unset'],
    ['running, whatever was before', { isRunning: true, failure: 'refused', needsSignIn: true }, 'running'],
    ['paused, although it failed', { isPaused: true, failure: 'unreachable' }, 'paused'],
    ['no network', { failure: 'unreachable', toSend: 2 }, 'offline'],
    ['asked to wait', { failure: 'busy' }, 'waiting'],
    ['a server in trouble', { failure: 'unstable' }, 'waiting'],
    ['a token that is not taken', { failure: 'unauthorised' }, 'refused'],
    ['a sign-in that has ended', { failure: 'unauthorised', needsSignIn: true }, 'signIn'],
  ])('%s', (_name, facts, kind) => expect(syncStateKind({ ...good, ...facts })).toBe(kind));

  it('never says that all is well after a failure', () => {
    fc.assert(
      fc.property(fc.constantFrom(...endpointFailures), fc.nat(), (failure, toSend) => {
        expect(['inStep', 'toSend', 'never']).not.toContain(syncStateKind({ ...good, failure, toSend }));
      }),
    );
  });
});

describe('the wait before the next try', () => {
  it('is never shorter than what was asked for, never longer than both that and a quarter of an hour', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -5, max: 10_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 0, max: 3_600_000 }),
        (failures, random, askedFor) => {
          const wait = retryWait(failures, random, askedFor);
          expect(wait).toBeGreaterThanOrEqual(Math.max(askedFor, 7_500));
          expect(wait).toBeLessThanOrEqual(Math.max(askedFor, 900_000));
        },
      ),
    );
  });

  it('doubles', () => {
    expect([1, 2, 3].map((failures) => retryWait(failures, 1))).toEqual([15_000, 30_000, 60_000]);
  });
});
