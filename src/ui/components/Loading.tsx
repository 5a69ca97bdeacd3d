import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './components.module.css';

/** The outline of what is coming, so that nothing jumps when it is there. */
export function Loading({ rows = 6, height = 20 }: { readonly rows?: number; readonly height?: number }) {
  const { t } = useTranslation();
  return (
    <div className={classes.loading} aria-busy="true" role="status">
      <span className="musubi-hidden">{t('loading')}</span>
      {widths(rows).map(({ key, width }) => (
        <Skeleton key={key} height={height} width={width} />
      ))}
    </div>
  );
}

/** Uneven, as lines of text are, but the same every time. */
function widths(rows: number): { key: string; width: string }[] {
  return Array.from({ length: rows }, (_row, index) => ({
    key: `row-${index}`,
    width: `${92 - ((index * 17) % 40)}%`,
  }));
}
