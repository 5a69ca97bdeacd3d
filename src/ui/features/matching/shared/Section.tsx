import { type ReactNode, useId } from 'react';
import shared from '../matching.module.css';
import classes from './shared.module.css';

interface SectionProps {
  readonly title: string;
  readonly help?: string;
  readonly action?: ReactNode;
  /** In a frame, where it stands beside others. */
  readonly framed?: boolean;
  readonly children: ReactNode;
}

/** A part of a page under a heading, with a line that says what it is. */
export function Section({ title, help, action, framed = false, children }: SectionProps) {
  const name = useId();
  return (
    <section className={shared.section} data-framed={framed || undefined} aria-labelledby={name}>
      <header className={classes.sectionHead}>
        <h2 id={name} className={classes.sectionTitle}>
          {title}
        </h2>
        {action}
      </header>
      {help ? <p className={shared.help}>{help}</p> : null}
      {children}
    </section>
  );
}
