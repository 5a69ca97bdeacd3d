import { useTranslation } from 'react-i18next';
import type { OrganisationMatches } from '#contract/matchingSchemas.ts';
import classes from '../matching.module.css';
import { NameLink, usePlainName } from '../shared/names.tsx';
import { Section } from '../shared/Section.tsx';

interface FactsToAskProps {
  readonly facts: OrganisationMatches['facts'];
  /** Who is first now. */
  readonly first: string | undefined;
}

/** The questions whose answers would move the ranking most. */
export function FactsToAsk({ facts, first }: FactsToAskProps) {
  const { t } = useTranslation('match');
  const plain = usePlainName();
  if (facts.length === 0) return null;
  const variant = (organisation: string | undefined) =>
    organisation === undefined || organisation === first ? (
      t('facts.same')
    ) : (
      <NameLink id={organisation} kind="organisation" />
    );
  return (
    <Section framed title={t('facts.title')} help={t('facts.help')}>
      <ul className={classes.facts}>
        {facts.map((fact) => (
          <li key={fact.conceptId}>
            <p className={classes.question}>
              {t('facts.ask', { concept: plain(fact.conceptId) })}
              <span className={classes.quiet}>{t('facts.now', { level: t(`level.${fact.level}`) })}</span>
            </p>
            <dl className={classes.variants}>
              <dt>{t('facts.ifConfirmed')}</dt>
              <dd>{variant(fact.ifConfirmed.first)}</dd>
              <dt>{t('facts.ifDenied')}</dt>
              <dd>{variant(fact.ifDenied.first)}</dd>
            </dl>
          </li>
        ))}
      </ul>
    </Section>
  );
}
