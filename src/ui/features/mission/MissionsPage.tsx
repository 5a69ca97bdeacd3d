import { Button } from '@mantine/core';
import { IconPencilPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RecordDetail } from '#contract/schemas.ts';
import type { LanguageMap } from '#core/kinds/fieldTypes.ts';
import { Chip } from '#ui/components/Chip.tsx';
import { ErrorNotice } from '#ui/components/ErrorNotice.tsx';
import { LanguageText } from '#ui/components/LanguageText.tsx';
import { Loading } from '#ui/components/Loading.tsx';
import { Page } from '#ui/components/Page.tsx';
import { useFormat } from '#ui/i18n/format.ts';
import classes from './mission.module.css';
import { StartMission } from './StartMission.tsx';
import { useMissions, useRunningMission } from './useMissions.ts';

type Mission = RecordDetail['record'];

/** `/mission`: the running mission, a new one, and all there were. */
export function MissionsPage() {
  const { t } = useTranslation('mission');
  const missions = useMissions();
  const running = useRunningMission();
  const items = missions.data?.items ?? [];
  const current = items.find(({ id }) => id === running.id);
  const labels = missions.data?.labels ?? {};
  return (
    <Page title={t('title')} lead={t('lead')}>
      {missions.error ? <ErrorNotice error={missions.error} onRetry={() => void missions.refetch()} /> : null}
      {current ? <Running mission={current} labels={labels} /> : null}
      <div className={classes.columns}>
        <section className={classes.card} aria-label={t('start.title')}>
          <h2 className={classes.cardTitle}>{t('start.title')}</h2>
          <StartMission />
        </section>
        <section className={classes.card} aria-label={t('list.title')}>
          <h2 className={classes.cardTitle}>{t('list.title')}</h2>
          {missions.data === undefined && !missions.error ? <Loading rows={4} /> : null}
          {missions.data && items.length === 0 ? <p className={classes.quiet}>{t('list.none')}</p> : null}
          <ul className={classes.rows}>
            {items.map((mission) => (
              <li key={mission.id} className={classes.row}>
                <Link to="/mission/$id" params={{ id: mission.id }} className={classes.bigLink}>
                  <LanguageText value={mission.title as LanguageMap} />
                </Link>
                <Facts mission={mission} labels={labels} />
              </li>
            ))}
          </ul>
          {items.length > 0 ? (
            <Link to="/list/$kind" params={{ kind: 'mission' }} className={classes.more}>
              {t('list.asTable')}
            </Link>
          ) : null}
        </section>
      </div>
    </Page>
  );
}

type Labels = Readonly<Record<string, { readonly label: LanguageMap }>>;

function Running({ mission, labels }: { readonly mission: Mission; readonly labels: Labels }) {
  const { t } = useTranslation('mission');
  return (
    <section className={classes.running} aria-label={t('running')}>
      <div>
        <Chip tone="accent">{t('running')}</Chip>
        <h2 className={classes.runningName}>
          <LanguageText value={mission.title as LanguageMap} />
        </h2>
        <Facts mission={mission} labels={labels} />
      </div>
      <div className={classes.runningActions}>
        <Button
          size="lg"
          leftSection={<IconPencilPlus size={20} aria-hidden="true" />}
          renderRoot={(props) => (
            <Link
              to="/mission/$id"
              params={{ id: mission.id }}
              search={{ tab: 'capture' } as never}
              {...props}
            />
          )}
        >
          {t('tab.capture')}
        </Button>
        <Button
          size="lg"
          variant="default"
          renderRoot={(props) => <Link to="/mission/$id" params={{ id: mission.id }} {...props} />}
        >
          {t('tab.prepare')}
        </Button>
      </div>
    </section>
  );
}

/** When and where, in one line. */
export function Facts({ mission, labels }: { readonly mission: Mission; readonly labels: Labels }) {
  const format = useFormat();
  const cities = (mission.cities as string[] | undefined) ?? [];
  const period = format.period(mission.from as string | undefined, mission.until as string | undefined);
  return (
    <p className={classes.quiet}>
      {period ? <span className={classes.period}>{period}</span> : null}
      {format.list(cities.map((id) => format.plain(labels[id]?.label) || id))}
    </p>
  );
}
