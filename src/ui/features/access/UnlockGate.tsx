import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { notifyWaiting } from '../../components/notify.tsx';
import { orpc } from '../../host/queries.ts';
import classes from './access.module.css';
import { OpeningPage } from './OpeningPage.tsx';
import { rememberOpen, wasOpen } from './openMemory.ts';
import { UnlockPage } from './UnlockPage.tsx';

/** Milliseconds after which an opening that is not done yet says why. */
const patience = 2_000;
/** Milliseconds between two questions how far it is. */
const askAgain = 250;

/**
 * The app; or how far its registry is that is made or brought up to date; or the way in to one under a passphrase. The
 * app paints at once: nearly every registry is open. Only where none was open before it waits to be seen until the host
 * has said so, or an empty frame would flash before what a first opening shows; it is made ready meanwhile.
 */
export function UnlockGate({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('shell');
  const { data, error, isPending } = useQuery(
    orpc.access.state.queryOptions({
      staleTime: Number.POSITIVE_INFINITY,
      refetchInterval: ({ state }) => (state.data?.opening ? askAgain : false),
    }),
  );
  const [isImpatient, setImpatient] = useState(wasOpen);
  useEffect(() => {
    const timer = setTimeout(() => setImpatient(true), patience);
    return () => clearTimeout(timer);
  }, []);
  const isOpen = data !== undefined && !data.locked && data.opening === undefined;
  useEffect(() => {
    if (isOpen) rememberOpen();
  }, [isOpen]);
  // What has no share to show: another process holds the file.
  useEffect(() => {
    if (!isPending) return;
    let hide: (() => void) | undefined;
    const timer = setTimeout(() => {
      hide = notifyWaiting(t('opening.waiting'));
    }, patience);
    return () => {
      clearTimeout(timer);
      hide?.();
    };
  }, [isPending, t]);
  const [opening, setOpening] = useState(data?.opening);
  if (data?.opening && data.opening !== opening) setOpening(data.opening);
  const isOpened = opening !== undefined && data?.opening === undefined;
  useEffect(() => {
    // A fresh start: the line to the host is laid anew to the open registry.
    if (isOpened) window.location.reload();
  }, [isOpened]);
  // Full until the fresh start has come: an app shown in between would lose what is already done in it.
  if (opening)
    return <OpeningPage {...opening} {...(isOpened ? { share: 1 } : {})} error={error ?? undefined} />;
  if (data?.locked) return <UnlockPage />;
  return <div className={isPending && !isImpatient ? classes.held : classes.shown}>{children}</div>;
}
