import type { ReactNode } from 'react';
import type { HomeRow } from '#contract/schemas.ts';
import { LanguageText } from '../../components/LanguageText.tsx';
import { RecordLink } from '../../components/RecordLink.tsx';
import classes from './home.module.css';

interface HomeRowsProps {
  readonly rows: readonly HomeRow[];
  /** What stands on the right: a date, how late it is. */
  readonly side: (row: HomeRow) => ReactNode;
}

/** Records with their place and one fact, each leading to its page. */
export function HomeRows({ rows, side }: HomeRowsProps) {
  return (
    <ul className={classes.rows}>
      {rows.map((row) => (
        <li key={row.id} className={classes.row}>
          <div className={classes.rowWords}>
            <RecordLink id={row.id} kind={row.kind} label={row.label} icon />
            {row.context.length > 0 ? (
              <span className={classes.context}>
                {row.context.map((place) => (
                  <span key={place.id}>
                    <LanguageText value={place.label} />
                  </span>
                ))}
              </span>
            ) : null}
          </div>
          <div className={classes.side}>{side(row)}</div>
        </li>
      ))}
    </ul>
  );
}
