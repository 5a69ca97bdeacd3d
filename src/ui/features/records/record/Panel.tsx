import type { ReactNode } from 'react';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { KindIcon } from '#ui/components/KindIcon.tsx';
import { useFormat } from '#ui/i18n/format.ts';
import classes from './record.module.css';

interface PanelProps {
  readonly title: string;
  readonly kind?: KindName;
  readonly count?: number;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a record's page under a heading. */
export function Panel({ title, kind, count, action, children }: PanelProps) {
  const format = useFormat();
  return (
    <section className={classes.panel} aria-label={title}>
      <header className={classes.panelHead}>
        <h2 className={classes.panelTitle}>
          {kind ? <KindIcon kind={kind} size={18} /> : null}
          {title}
          {count === undefined ? null : <span className={classes.panelCount}>{format.number(count)}</span>}
        </h2>
        {action}
      </header>
      {children}
    </section>
  );
}
