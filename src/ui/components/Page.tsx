import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format.ts';
import classes from './components.module.css';
import { type Crumb, useShowTrail } from './pageTrail.ts';

interface PageProps {
  readonly title: string;
  /** Language of the title where it differs from the screen's. */
  readonly titleLang?: string;
  /** The page's own place in the trail, where its title would only repeat what stands before it. */
  readonly crumb?: string;
  /** What stands above this page, from the widest. */
  readonly trail?: readonly Crumb[];
  /** How many records the page shows. */
  readonly count?: number;
  /** A line under the title. */
  readonly lead?: ReactNode;
  /** Buttons on the right of the title. */
  readonly actions?: ReactNode;
  /** Takes the whole height and scrolls inside (lists, the map); otherwise the page itself scrolls. */
  readonly fill?: boolean;
  /** As wide as the window; otherwise as wide as can be read. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** A page of the frame: its title, where it is, and what can be done. */
export function Page(props: PageProps) {
  const { title, titleLang, crumb, trail, count, lead, actions, fill, wide, children } = props;
  const { t } = useTranslation();
  const format = useFormat();
  useShowTrail([
    ...(trail ?? []),
    crumb === undefined ? { label: title, lang: titleLang } : { label: crumb, windowTitle: title },
  ]);
  return (
    <div className={classes.page} data-fill={fill || undefined} data-wide={wide || fill || undefined}>
      <header className={classes.pageHeader}>
        <div className={classes.pageTitles}>
          <h1 className={classes.pageTitle} lang={titleLang}>
            {title}
            {count === undefined ? null : (
              <span className={classes.pageCount}>
                {t('count.records', { count, formatted: format.number(count) })}
              </span>
            )}
          </h1>
          {lead ? <div className={classes.pageLead}>{lead}</div> : null}
        </div>
        {actions ? <div className={classes.pageActions}>{actions}</div> : null}
      </header>
      <div className={classes.pageBody}>{children}</div>
    </div>
  );
}
