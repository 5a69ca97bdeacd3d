import { IconTrendingDown, IconTrendingUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { MatchCounterfactual, OrganisationMatchRow } from '#contract/matchingSchemas.ts';
import { useFormat } from '#ui/i18n/format.ts';
import shared from '../matching.module.css';
import { pointsOf } from '../model/points.ts';
import { NameLink, usePlainName } from '../shared/names.tsx';
import classes from './score.module.css';

/** Says a change that was tried, in words. */
export function useChangeText(): (change: MatchCounterfactual) => string {
  const { t } = useTranslation('match');
  const format = useFormat();
  const plain = usePlainName();
  return (change) => {
    const concept = change.conceptId === undefined ? '' : plain(change.conceptId);
    const at = change.city ?? change.country;
    const place = at === undefined ? '' : plain(at);
    switch (change.code) {
      case 'completedStudy':
        return place === ''
          ? t('change.completedStudy', { concept })
          : t('change.completedStudyAt', { concept, place });
      case 'reviewedOffer':
      case 'deployment':
        return t(`change.${change.code}`, { concept });
      case 'continuedFollowUp':
        return t('change.continuedFollowUp');
      case 'mou':
        return t('change.mou', { place });
      case 'workingLanguage':
        return t('change.workingLanguage', { language: format.languageName(change.language ?? '') });
    }
  };
}

interface ChangesProps {
  readonly raise: readonly MatchCounterfactual[];
  readonly lower?: OrganisationMatchRow['wouldLower'];
}

/** What would change the rank, each verified by computing the list again. */
export function Changes({ raise, lower = [] }: ChangesProps) {
  const { t } = useTranslation('match');
  const format = useFormat();
  const textOf = useChangeText();
  const result = (change: { readonly rank: number; readonly score: number }) =>
    t('change.result', { rank: change.rank, points: pointsOf(change.score) });
  return (
    <div className={classes.changes}>
      <h3 className={shared.smallTitle}>{t('change.title')}</h3>
      {raise.length === 0 && lower.length === 0 ? <p className={shared.help}>{t('change.none')}</p> : null}
      {raise.length + lower.length === 0 ? null : (
        <>
          <p className={shared.help}>{t('change.help')}</p>
          <ul className={shared.changeList}>
            {raise.map((change) => (
              <li key={`${change.code} ${change.conceptId ?? ''} ${change.language ?? ''}`}>
                <IconTrendingUp size={18} aria-hidden="true" />
                <span>
                  <span className="musubi-hidden">{t('change.raise')}: </span>
                  {textOf(change)}
                  <strong className={shared.changeResult}>{result(change)}</strong>
                </span>
              </li>
            ))}
            {lower.map((outlook) => (
              <li key={`${outlook.record.id} ${outlook.from}`}>
                <IconTrendingDown size={18} aria-hidden="true" />
                <span>
                  <span className="musubi-hidden">{t('change.lower')}: </span>
                  {t('change.mouExpires', { date: format.shortDate(outlook.from) })}
                  <strong className={shared.changeResult}>{result(outlook)}</strong>
                  <NameLink id={outlook.record.id} kind="mou" icon />
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
