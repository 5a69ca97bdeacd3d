import { useTranslation } from 'react-i18next';
import shared from '../matching.module.css';
import { Name } from './names.tsx';
import classes from './shared.module.css';

interface ElementMarksProps {
  readonly covered: readonly string[];
  readonly missing: readonly string[];
  /** Most names of each sort; the rest are counted. */
  readonly most?: number;
}

/** Elements as marks with their names: filled where covered, hollow where not. */
export function ElementMarks({ covered, missing, most = 5 }: ElementMarksProps) {
  const { t } = useTranslation('match');
  const groups = [
    { ids: covered, filled: true, label: t('list.covered'), word: t('list.coveredMark') },
    { ids: missing, filled: false, label: t('list.gap'), word: t('list.gapMark') },
  ];
  return (
    <div className={classes.marks}>
      {groups.map(({ ids, filled, label, word }) =>
        ids.length === 0 ? null : (
          <ul key={word} className={classes.markList} aria-label={label}>
            {ids.slice(0, most).map((id) => (
              <li key={id} className={classes.mark} data-filled={filled || undefined}>
                <span className="musubi-hidden">{word}</span>
                <Name id={id} />
              </li>
            ))}
            {ids.length > most ? (
              <li className={shared.quiet}>{t('list.andMore', { count: ids.length - most })}</li>
            ) : null}
          </ul>
        ),
      )}
    </div>
  );
}
