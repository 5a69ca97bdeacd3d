import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { notifyWaiting } from '../../components/notify.tsx';
import { orpc } from '../../host/queries.ts';
import { UnlockPage } from './UnlockPage.tsx';

/** Milliseconds after which an opening that is not done yet says why. */
const patience = 2_000;

/** The app, or the way in to a registry under a passphrase. The app paints at once: nearly no registry is locked. */
export function UnlockGate({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('shell');
  const { data, isPending } = useQuery(
    orpc.access.state.queryOptions({ staleTime: Number.POSITIVE_INFINITY }),
  );
  // A large file of an earlier version is brought in step while the window already stands.
  useEffect(() => {
    if (!isPending) return;
    let hide: (() => void) | undefined;
    const timer = setTimeout(() => {
      hide = notifyWaiting(t('opening'));
    }, patience);
    return () => {
      clearTimeout(timer);
      hide?.();
    };
  }, [isPending, t]);
  return data?.locked ? <UnlockPage /> : children;
}
