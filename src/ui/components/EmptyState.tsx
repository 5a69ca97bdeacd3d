import type { ReactNode } from 'react';
import classes from './components.module.css';

interface EmptyStateProps {
  readonly icon?: ReactNode;
  readonly title: string;
  /** What this place is for. */
  readonly children?: ReactNode;
  /** The first step, as a button or link. */
  readonly action?: ReactNode;
  /** Inside a card or panel, where a large one would shout. */
  readonly compact?: boolean;
}

/** Nothing here yet: says what this is and offers the first step. */
export function EmptyState({ icon, title, children, action, compact = false }: EmptyStateProps) {
  return (
    <div className={classes.empty} data-compact={compact || undefined}>
      {icon ? <span className={classes.emptyIcon}>{icon}</span> : null}
      <p className={classes.emptyTitle}>{title}</p>
      {children ? <div className={classes.emptyText}>{children}</div> : null}
      {action ? <div className={classes.emptyAction}>{action}</div> : null}
    </div>
  );
}
