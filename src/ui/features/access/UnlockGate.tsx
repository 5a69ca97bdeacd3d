import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { orpc } from '../../host/queries.ts';
import { UnlockPage } from './UnlockPage.tsx';

/** The app, or the way in to a registry under a passphrase. The app paints at once: nearly no registry is locked. */
export function UnlockGate({ children }: { readonly children: ReactNode }) {
  const { data } = useQuery(orpc.access.state.queryOptions({ staleTime: Number.POSITIVE_INFINITY }));
  return data?.locked ? <UnlockPage /> : children;
}
