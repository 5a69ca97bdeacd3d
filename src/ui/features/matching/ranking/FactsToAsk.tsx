import { useTranslation } from 'react-i18next';
import type { OrganisationMatches } from '#contract/matchingSchemas.ts';
import shared from '../matching.module.css';
import { NameLink, usePlainName } from '../shared/names.tsx';
import { Section } from '../shared/Section.tsx';
import classes from './ranking.module.css';

interface FactsToAskProps {
  readonly facts: OrganisationMatches['facts'];
  /** Who is first now. */
  readonly first: string | undefined;
}

type Variant = OrganisationMatches['facts'][number]['ifConfirmed'];

const leastMoved = 0.02;

/** Whether an answer would change the first rows enough to ask for it. */
function moves({ moved }: Pick<Variant, 'moved'>): boolean {
  return moved >= leastMoved;
}

/** The questions whose answers would move the ranking most. */
export function FactsToAsk({ facts, first }: FactsToAskProps) {
  const { t } = useTranslation('match');
  const plain = usePlainName();
  const telling = facts.filter((fact) => [fact.ifConfirmed, fact.ifDenied].some(moves));
  if (telling.length === 0) return null;
  const variant = (name: string, { moved, first: next }: Variant) =>
    moves({ moved }) ? (
      <>
        <dt>{name}</dt>
        <dd>
          {next === undefined || next === first ? (
            t('facts.same')
          ) : (
            <NameLink id={next} kind="organisation" />
          )}{' '}
          <span className={shared.quiet}>{t('facts.moved', { percent: Math.round(moved * 100) })}</span>
        </dd>
      </>
    ) : null;
  return (
    <Section framed title={t('facts.title')} help={t('facts.help')}>
      <ul className={classes.facts}>
        {telling.map((fact) => (
          <li key={fact.conceptId}>
            <p className={shared.question}>
              {t('facts.ask', { concept: plain(fact.conceptId) })}
              <span className={shared.quiet}>{t('facts.now', { level: t(`level.${fact.level}`) })}</span>
            </p>
            <dl className={classes.variants}>
              {variant(t('facts.ifConfirmed'), fact.ifConfirmed)}
              {variant(t('facts.ifDenied'), fact.ifDenied)}
            </dl>
          </li>
        ))}
      </ul>
    </Section>
  );
}
