import { Button, Tabs } from '@mantine/core';
import { IconFileExport, IconPencil } from '@tabler/icons-react';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RecordDetail } from '#contract/schemas.ts';
import type { LanguageMap } from '#core/kinds/fieldTypes.ts';
import { EmptyState } from '#ui/components/EmptyState.tsx';
import { ErrorNotice } from '#ui/components/ErrorNotice.tsx';
import { Loading } from '#ui/components/Loading.tsx';
import { Page } from '#ui/components/Page.tsx';
import { useFormat } from '#ui/i18n/format.ts';
import { useRecord } from '../records/data/useRecord.ts';
import { CapturePanel } from './capture/CapturePanel.tsx';
import { Facts } from './MissionsPage.tsx';
import classes from './mission.module.css';
import { PreparePanel } from './prepare/PreparePanel.tsx';
import { useRunningMission } from './useMissions.ts';

const tabs = ['prepare', 'capture'] as const;

/** `/mission/$id`: everything about its cities before and on the way, and what is heard. */
export function MissionPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const { t } = useTranslation('mission');
  const { data: detail, error, refetch } = useRecord(id);
  const trail = [{ label: t('title'), to: '/mission' }];
  if (error) {
    return (
      <Page title={t('notShown')} trail={trail}>
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      </Page>
    );
  }
  if (!detail) {
    return (
      <Page title={t('opening')} trail={trail}>
        <Loading rows={10} />
      </Page>
    );
  }
  if (detail.record.kind !== 'mission') {
    return (
      <Page title={t('notShown')} trail={trail}>
        <EmptyState title={t('notAMission')} />
      </Page>
    );
  }
  return <Mission key={id} detail={detail} />;
}

function Mission({ detail }: { readonly detail: RecordDetail }) {
  const { t } = useTranslation('mission');
  const format = useFormat();
  const navigate = useNavigate();
  const running = useRunningMission();
  const search = useSearch({ strict: false }) as { tab?: unknown };
  const { record: mission, labels } = detail;
  const { id } = mission;
  const tab = tabs.find((name) => name === search.tab) ?? 'prepare';
  const name = format.text(mission.title as LanguageMap | undefined);
  return (
    <Page
      wide
      title={name?.text ?? format.kindName('mission')}
      titleLang={name && name.lang !== format.language ? name.lang : undefined}
      trail={[{ label: t('title'), to: '/mission' }]}
      lead={<Facts mission={mission} labels={labels} />}
      actions={
        <>
          {running.id === id ? null : (
            <Button variant="default" size="md" onClick={() => running.run(id)}>
              {t('makeRunning')}
            </Button>
          )}
          <Button
            variant="default"
            size="md"
            leftSection={<IconFileExport size={18} aria-hidden="true" />}
            renderRoot={(props) => (
              <Link
                to="/briefs"
                search={{ kind: 'mission', ids: id, audience: 'government' } as never}
                {...props}
              />
            )}
          >
            {t('report')}
          </Button>
          <Button
            variant="default"
            size="md"
            leftSection={<IconPencil size={18} aria-hidden="true" />}
            renderRoot={(props) => <Link to="/record/$id/edit" params={{ id }} {...props} />}
          >
            {t('edit')}
          </Button>
        </>
      }
    >
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(next) =>
          void navigate({
            to: '/mission/$id',
            params: { id },
            search: (next === 'capture' ? { tab: next } : {}) as never,
            replace: true,
            resetScroll: false,
          })
        }
      >
        <Tabs.List className={classes.tabs}>
          {tabs.map((each) => (
            <Tabs.Tab key={each} value={each} className={classes.tab}>
              {t(`tab.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="prepare" pt="md">
          <PreparePanel mission={mission} />
        </Tabs.Panel>
        <Tabs.Panel value="capture" pt="md">
          <CapturePanel detail={detail} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
