import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RecordDetail } from '#contract/schemas.ts';
import type { LanguageMap } from '#core/kinds/fieldTypes.ts';
import { EmptyState } from '#ui/components/EmptyState.tsx';
import { ErrorNotice } from '#ui/components/ErrorNotice.tsx';
import { LanguageText } from '#ui/components/LanguageText.tsx';
import { Loading } from '#ui/components/Loading.tsx';
import { orpc } from '#ui/host/queries.ts';
import { useToday } from '../../../components/useToday.ts';
import classes from '../mission.module.css';
import { CitySheet } from './CitySheet.tsx';

/** All that is known about the cities of a mission, on one page that can be printed. */
export function PreparePanel({ mission }: { readonly mission: RecordDetail['record'] }) {
  const { t } = useTranslation('mission');
  const today = useToday();
  const { id } = mission;
  const preparation = useQuery(orpc.missions.prepare.queryOptions({ input: { id, today } }));
  if (preparation.error)
    return <ErrorNotice error={preparation.error} onRetry={() => void preparation.refetch()} />;
  if (!preparation.data) return <Loading rows={12} />;
  const { cities, labels } = preparation.data;
  if (cities.length === 0) {
    return (
      <EmptyState
        title={t('prepare.noCities')}
        action={
          <Button
            renderRoot={(props) => (
              <Link to="/record/$id/edit" params={{ id }} search={{ field: 'cities' } as never} {...props} />
            )}
          >
            {t('prepare.chooseCities')}
          </Button>
        }
      >
        {t('prepare.noCitiesHelp')}
      </EmptyState>
    );
  }
  return (
    <div className={classes.sheets}>
      <div className={classes.sheetsBar}>
        {mission.purpose ? (
          <p className={classes.purpose}>
            <LanguageText value={mission.purpose as LanguageMap} />
          </p>
        ) : null}
        <Button
          variant="default"
          size="md"
          className={classes.printButton}
          leftSection={<IconPrinter size={18} aria-hidden="true" />}
          onClick={() => window.print()}
        >
          {t('prepare.print')}
        </Button>
      </div>
      {cities.map((prepared) => (
        <CitySheet key={prepared.city.id} prepared={prepared} labels={labels} today={today} />
      ))}
    </div>
  );
}
