import { Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../components/ErrorNotice.tsx';
import { useTrail } from '../components/pageTrail.ts';
import { CommandPalette } from '../features/palette/CommandPalette.tsx';
import { useLostConnection } from '../host/connection.ts';
import { useChanges } from '../host/useChanges.ts';
import { useSettings } from '../host/useSettings.ts';
import classes from './Frame.module.css';
import { Rail } from './Rail.tsx';
import { TopBar } from './TopBar.tsx';
import { useUndoKeys } from './useUndoKeys.ts';

/** What stands around every page. */
export function Frame() {
  const { t } = useTranslation(['shell', 'common']);
  const { settings, change } = useSettings();
  const collapsed = settings?.navigationCollapsed ?? false;
  useChanges();
  useUndoKeys();
  const lost = useLostConnection();
  useWindowTitle();
  const main = useFocusOnNavigation();
  const isOpening = useRouterState({ select: (state) => state.isLoading });

  return (
    <div className={classes.frame} data-collapsed={collapsed || undefined}>
      <button type="button" className={classes.skip} onClick={() => main.current?.focus()}>
        {t('shell:skip')}
      </button>
      <TopBar collapsed={collapsed} onToggle={() => change({ navigationCollapsed: !collapsed })} />
      <Rail collapsed={collapsed} />
      {lost === undefined ? null : (
        <div className={classes.lost}>
          <ErrorNotice error={lost} />
        </div>
      )}
      <main id="main" ref={main} className={classes.main} tabIndex={-1} aria-busy={isOpening || undefined}>
        <Outlet />
      </main>
      <CommandPalette />
    </div>
  );
}

function useWindowTitle(): void {
  const { t } = useTranslation();
  const last = useTrail().at(-1);
  const place = last?.windowTitle ?? last?.label;
  const name = t('appName');
  useEffect(() => {
    document.title = place ? `${place} · ${name}` : name;
  }, [place, name]);
}

/** A new page takes the focus, so that reading and tabbing start there; staying on a page moves nothing. */
function useFocusOnNavigation() {
  const main = useRef<HTMLElement>(null);
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const last = useRef(path);
  useEffect(() => {
    const moved = last.current !== undefined && path !== undefined && last.current !== path;
    last.current = path;
    // A page that put the focus somewhere itself (the first field of a form) knows better.
    if (moved && !main.current?.contains(document.activeElement)) {
      main.current?.focus({ preventScroll: true });
    }
  }, [path]);
  return main;
}
