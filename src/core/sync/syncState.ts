import type { EndpointFailureKind } from './endpointFailure.ts';

/** What a person is told about sync, in one word. */
export const syncStateKinds = [
  /** No endpoint is set up. */
  'unset',
  'running',
  'paused',
  /** The sign-in is missing or has ended. */
  'signIn',
  /** Waiting does not help: somebody has to do something. */
  'refused',
  /** No way to the endpoint. */
  'offline',
  /** The endpoint is there and asks to wait, or does not answer properly. */
  'waiting',
  /** Set up, and nothing exchanged yet. */
  'never',
  'toSend',
  'inStep',
] as const;
export type SyncStateKind = (typeof syncStateKinds)[number];

export interface SyncFacts {
  readonly isSetUp: boolean;
  readonly isRunning: boolean;
  readonly isPaused: boolean;
  /** The kind of authorisation wants a person to sign in, and nobody is signed in. */
  readonly needsSignIn: boolean;
  /** What the last try came to. */
  readonly failure: EndpointFailureKind | 'device' | null;
  readonly since: string | null;
  readonly toSend: number;
}

/** The one state that tells most; what it leaves unsaid (numbers, conflicts, times) is shown beside it. */
export function syncStateKind(facts: SyncFacts): SyncStateKind {
  if (!facts.isSetUp) return 'unset';
  if (facts.isRunning) return 'running';
  if (facts.isPaused) return 'paused';
  if (facts.needsSignIn) return 'signIn';
  if (facts.failure === 'unreachable') return 'offline';
  if (facts.failure === 'unstable' || facts.failure === 'busy') return 'waiting';
  if (facts.failure !== null) return 'refused';
  if (facts.since === null) return 'never';
  return facts.toSend > 0 ? 'toSend' : 'inStep';
}
