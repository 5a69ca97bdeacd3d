import { Button } from '@mantine/core';
import { IconFileExport, IconPencilPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useToday } from '#ui/components/useToday.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { Loading } from '../../components/Loading.tsx';
import { Page } from '../../components/Page.tsx';
import { useFormat } from '../../i18n/format.ts';
import { AttentionCard } from './AttentionCard.tsx';
import { ChangesCard } from './ChangesCard.tsx';
import { EventsCard } from './EventsCard.tsx';
import { FunnelCard } from './FunnelCard.tsx';
import classes from './home.module.css';
import { useOverview } from './overview.ts';
import { ReviewsCard } from './ReviewsCard.tsx';
import { StudiesCard } from './StudiesCard.tsx';

/** What needs attention today, and how far things have come. */
export function HomePage() {
  const { t } = useTranslation(['home', 'shell']);
  const format = useFormat();
  const today = useToday();
  const { data, error, refetch } = useOverview(today);
  return (
    <Page
      title={t('shell:place.home')}
      lead={format.date(today)}
      wide
      actions={
        <>
          <Button
            component={Link}
            to="/new/missionNote"
            variant="default"
            leftSection={<IconPencilPlus size={18} stroke={1.6} aria-hidden="true" />}
          >
            {t('home:writeNote')}
          </Button>
          <Button
            component={Link}
            to="/briefs"
            leftSection={<IconFileExport size={18} stroke={1.6} aria-hidden="true" />}
          >
            {t('home:exportBrief')}
          </Button>
        </>
      }
    >
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {data ? (
        <div className={classes.grid}>
          <div className={classes.column}>
            <AttentionCard overview={data} today={today} />
            <EventsCard overview={data} today={today} />
            <ChangesCard />
          </div>
          <div className={classes.column}>
            <FunnelCard funnel={data.funnel} />
            <ReviewsCard />
            <StudiesCard counts={data.studiesByFiscalYear} />
          </div>
        </div>
      ) : error ? null : (
        <Loading rows={12} height={28} />
      )}
    </Page>
  );
}
