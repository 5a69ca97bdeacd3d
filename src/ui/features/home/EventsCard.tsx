import { Button } from '@mantine/core';
import { IconCalendarEvent } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Chip } from '../../components/Chip.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { useFormat } from '../../i18n/format.ts';
import { Card } from './Card.tsx';
import { HomeRows } from './HomeRows.tsx';
import classes from './home.module.css';
import type { Overview } from './overview.ts';

/** What is coming; when nothing is recorded to come, what was held last. */
export function EventsCard({ overview, today }: { readonly overview: Overview; readonly today: string }) {
  const { t } = useTranslation('home');
  const format = useFormat();
  const { comingEvents, recentEvents } = overview;
  const none = comingEvents.length === 0;
  return (
    <Card
      title={none ? t('events.latest') : t('events.coming')}
      icon={<IconCalendarEvent size={20} stroke={1.6} aria-hidden="true" />}
      more={
        <Link to="/list/$kind" params={{ kind: 'event' }} className={classes.more}>
          {t('events.all')}
        </Link>
      }
    >
      {none ? (
        <EmptyState
          compact
          title={t('events.none')}
          action={
            <Button component={Link} to="/new/event" variant="light" size="sm">
              {t('events.add')}
            </Button>
          }
        />
      ) : null}
      <HomeRows
        rows={none ? recentEvents : comingEvents}
        side={(row) =>
          row.date ? (
            <>
              <span className={classes.date}>{format.date(row.date)}</span>
              {none ? null : <Chip>{format.relativeDays(row.date, today)}</Chip>}
            </>
          ) : null
        }
      />
    </Card>
  );
}
