import type { ReactNode } from 'react';
import { useId } from 'react';
import classes from './home.module.css';

interface CardProps {
  readonly title: string;
  readonly icon?: ReactNode;
  /** Where more of it is. */
  readonly more?: ReactNode;
  readonly children: ReactNode;
}

export function Card({ title, icon, more, children }: CardProps) {
  const name = useId();
  return (
    <section className={classes.card} aria-labelledby={name}>
      <header className={classes.cardHeader}>
        {icon}
        <h2 id={name}>{title}</h2>
        {more}
      </header>
      {children}
    </section>
  );
}
