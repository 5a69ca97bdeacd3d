import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '#ui/components/ErrorNotice.tsx';
import { orpc } from '#ui/host/queries.ts';
import { useFormat } from '#ui/i18n/format.ts';
import classes from './matching.module.css';
import { NamesProvider } from './shared/names.tsx';
import { Section } from './shared/Section.tsx';
import { DemandEffects } from './taxonomy/DemandEffects.tsx';
import { NameProblems } from './taxonomy/NameProblems.tsx';
import { ReadingChanges } from './taxonomy/ReadingChanges.tsx';

interface TaxonomyEffectProps {
  /** Undefined for a concept that is not written yet. */
  readonly id: string | undefined;
  /** All fields of the concept as they would be; undefined while nothing differs from what is stored. */
  readonly values: Readonly<Record<string, unknown>> | undefined;
}

/** Typing goes on for a moment before the rankings are made again. */
const pause = 600;

/** Which rankings an edit of a concept would move, computed by the host before anything is saved. */
export function TaxonomyEffect({ id, values }: TaxonomyEffectProps) {
  const { t } = useTranslation('match');
  const { language } = useFormat();
  // As text: equal values are equal, whoever made the object.
  const typed = values === undefined ? undefined : JSON.stringify(values);
  const [settled] = useDebouncedValue(typed, pause);
  const { data, error, isPlaceholderData } = useQuery(
    orpc.matching.taxonomyEffect.queryOptions({
      input: { ...(id === undefined ? {} : { id }), values: JSON.parse(settled ?? '{}'), language },
      enabled: settled !== undefined,
      placeholderData: keepPreviousData,
      retry: false,
    }),
  );
  const stale = isPlaceholderData || settled !== typed;
  return (
    <Section framed title={t('taxonomy.title')} help={t('taxonomy.help')}>
      {values === undefined ? (
        <p className={classes.quiet}>{t('taxonomy.unchanged')}</p>
      ) : error && !stale ? (
        <ErrorNotice error={error} />
      ) : data ? (
        <NamesProvider names={data.labels}>
          <div className={classes.ranking} data-stale={stale || undefined}>
            <Summary effect={data} />
            <NameProblems names={data.names} />
            <DemandEffects effect={data} />
            <ReadingChanges effect={data} />
          </div>
        </NamesProvider>
      ) : (
        <p className={classes.quiet} role="status">
          {t('taxonomy.computing')}
        </p>
      )}
    </Section>
  );
}

interface SummaryProps {
  readonly effect: {
    readonly changedDemands: number;
    readonly allDemands: number;
    readonly changedOrganisations: number;
    readonly changedReadings: number;
  };
}

function Summary({ effect }: SummaryProps) {
  const { t } = useTranslation('match');
  const format = useFormat();
  const { changedDemands, allDemands, changedOrganisations, changedReadings } = effect;
  const all = format.number(allDemands);
  const counted = (count: number) => ({ count, formatted: format.number(count) });
  return (
    <p className={classes.effectSummary} role="status">
      <strong>
        {changedDemands === 0
          ? t('taxonomy.none', { all })
          : t('taxonomy.summary', { ...counted(changedDemands), all })}
      </strong>
      {changedOrganisations > 0 ? (
        <span>{t('taxonomy.organisations', counted(changedOrganisations))}</span>
      ) : null}
      {changedReadings > 0 ? <span>{t('taxonomy.readings', counted(changedReadings))}</span> : null}
    </p>
  );
}
