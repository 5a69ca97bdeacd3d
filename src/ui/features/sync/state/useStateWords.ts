import { useTranslation } from 'react-i18next';
import type { SyncFailure, SyncLiveState } from '#contract/syncSchemas.ts';
import { useFormat } from '../../../i18n/format.ts';

export interface StateWords {
  /** The state in one sentence. */
  readonly title: string;
  /** What is behind it, and what to do. */
  readonly details: readonly string[];
}

/** The rest is counted. */
const mostFilesNamed = 5;

/** Words for how sync stands. Undefined while nothing is known. */
export function useStateWords(state: SyncLiveState | undefined): StateWords | undefined {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const failureWords = useFailureWords();
  if (!state) return undefined;
  const { endpoint } = state;
  const since = state.since === null ? '' : format.instant(state.since);
  const details: string[] = [];
  // Of a sign-in that has run out there is no token to speak of: the way out is to sign in.
  const asksToSignIn = state.kind === 'signIn' && (state.failure?.kind ?? 'unauthorised') === 'unauthorised';
  const hasFailed =
    !asksToSignIn &&
    state.failure !== null &&
    ['refused', 'offline', 'waiting', 'signIn'].includes(state.kind);
  const removals = state.deletionsToConfirm?.reduce((sum, { deleted }) => sum + deleted, 0) ?? 0;
  if (removals > 0) {
    details.push(
      t('detail.removals', {
        count: removals,
        formatted: format.number(removals),
        kinds: state.deletionsToConfirm
          ?.map(({ kind, deleted, of }) =>
            t('detail.removalsOfKind', {
              kind: format.kindName(kind, true),
              deleted: format.number(deleted),
              of: format.number(of),
            }),
          )
          .join(t('detail.removalsJoin')),
      }),
    );
  } else if (hasFailed && state.failure) details.push(failureWords(state.failure, endpoint));
  if (asksToSignIn) details.push(t('detail.signIn', { endpoint }));
  if (state.kind === 'paused') details.push(t('detail.paused'));
  if (state.toSend > 0 && state.kind !== 'unset' && state.kind !== 'toSend')
    details.push(t('detail.toSend', { count: state.toSend, formatted: format.number(state.toSend) }));
  if (state.files.count > 0 && state.kind !== 'unset')
    details.push(
      t('detail.files', {
        count: state.files.count,
        formatted: format.number(state.files.count),
        size: format.bytes(state.files.bytes),
      }),
    );
  if (state.files.tooLarge > 0 && state.kind !== 'unset')
    details.push(
      t('detail.filesTooLarge', {
        count: state.files.tooLarge,
        formatted: format.number(state.files.tooLarge),
      }),
    );
  for (const { fileName, reason } of (state.refusedFiles ?? []).slice(0, mostFilesNamed))
    details.push(t(`fileRefused.${reason}`, { file: fileName }));
  const unnamed = (state.refusedFiles?.length ?? 0) - mostFilesNamed;
  if (unnamed > 0) details.push(t('fileRefused.more', { count: unnamed, formatted: format.number(unnamed) }));
  if (state.conflicts > 0)
    details.push(
      t('detail.conflicts', { count: state.conflicts, formatted: format.number(state.conflicts) }),
    );
  if (since && state.kind !== 'inStep') details.push(t('detail.since', { since }));
  if (state.nextTry !== null) details.push(t('detail.nextTry', { time: format.instant(state.nextTry) }));
  for (const tenant of state.refusedTenants)
    details.push(t('detail.refusedTenant', { tenant: t(`tenant.${tenant}`) }));
  if (state.clockAheadSeconds !== null)
    details.push(t('clock', { minutes: Math.abs(Math.round(state.clockAheadSeconds / 60)) }));
  return {
    title: t(`title.${state.kind}`, {
      endpoint,
      since,
      count: state.toSend,
      formatted: format.number(state.toSend),
    }),
    details,
  };
}

/** What an endpoint's failure means for the reader. */
export function useFailureWords(): (failure: SyncFailure, endpoint: string) => string {
  const { t } = useTranslation('sync');
  return (failure, endpoint) =>
    t(`failure.${failure.kind}`, { endpoint, reason: failure.reason || String(failure.status ?? '–') });
}
