import { useTranslation } from 'react-i18next';
import type { ImportCheck, ImportRowFilter } from '#contract/importSchemas.ts';
import { useFormat } from '#ui/i18n/format.ts';
import classes from '../import.module.css';

interface RowFiltersProps {
  readonly check: ImportCheck;
  readonly filter: ImportRowFilter;
  readonly onFilter: (filter: ImportRowFilter) => void;
}

/**
 * How many rows do what; each number narrows the table to its rows. The numbers add up to all rows, but for those that
 * somebody has to decide about: they do one of the other things meanwhile, and so stand apart.
 */
export function RowFilters({ check, filter, onFilter }: RowFiltersProps) {
  const { t } = useTranslation('importScreens');
  const format = useFormat();
  const counts = [
    ['all', check.rows],
    ['create', check.create],
    ['update', check.update],
    ['unchanged', check.unchanged],
    ['skip', check.skipped],
    ['error', check.inError],
    ['likely', check.likely],
  ] as const;
  return (
    <fieldset className={classes.filters} aria-label={t('check.filter.label')}>
      {counts
        .filter(([name, count]) => count > 0 || name === 'all' || name === filter)
        .map(([name, count]) => (
          <button
            key={name}
            type="button"
            className={classes.filter}
            data-tone={name}
            aria-pressed={filter === name}
            onClick={() => onFilter(name)}
          >
            <span className={classes.filterCount}>{format.number(count)}</span>
            <span>{t(`check.filter.${name === 'likely' ? 'ofThese' : name}`)}</span>
          </button>
        ))}
    </fieldset>
  );
}
