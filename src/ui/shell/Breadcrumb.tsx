import { IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useTrail } from '../components/pageTrail.ts';
import classes from './Frame.module.css';

/** Where the reader is. The page itself stands last and is no link. */
export function Breadcrumb() {
  const { t } = useTranslation('shell');
  const trail = useTrail();
  return (
    <nav className={classes.trail} aria-label={t('breadcrumb')}>
      <ol>
        {trail.map((crumb, index) => {
          const last = index === trail.length - 1;
          return (
            <li key={`${crumb.to ?? ''} ${crumb.label}`}>
              {index > 0 ? <IconChevronRight size={16} aria-hidden="true" /> : null}
              {crumb.to && !last ? (
                <a href={`#${crumb.to}`} lang={crumb.lang}>
                  {crumb.label}
                </a>
              ) : (
                <span lang={crumb.lang} aria-current={last ? 'page' : undefined}>
                  {crumb.label}
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
