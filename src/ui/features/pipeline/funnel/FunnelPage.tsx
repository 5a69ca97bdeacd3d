import { Button, Menu, SegmentedControl } from '@mantine/core';
import { IconDownload, IconLayoutKanban } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type FunnelGrouping, type FunnelOutput, funnelGroupings } from '#contract/pipelineSchemas.ts';
import { EmptyState } from '#ui/components/EmptyState.tsx';
import { ErrorNotice } from '#ui/components/ErrorNotice.tsx';
import { KindIcon } from '#ui/components/KindIcon.tsx';
import { Loading } from '#ui/components/Loading.tsx';
import { Page } from '#ui/components/Page.tsx';
import { useToday } from '#ui/components/useToday.ts';
import { host } from '#ui/host/client.ts';
import { orpc } from '#ui/host/queries.ts';
import { reportError } from '#ui/host/reportError.ts';
import { saveFile } from '#ui/host/saveFile.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { useFacets } from '../../records/data/useFacets.ts';
import { readConditions, type Search, writeConditions } from '../../records/filters/address.ts';
import { FilterBar } from '../../records/filters/FilterBar.tsx';
import { FunnelPanel } from './FunnelPanel.tsx';
import classes from './funnel.module.css';

/** `/pipeline/funnel`: how far projects came and how long they stayed. */
export function FunnelPage() {
  const { t } = useTranslation('pipeline');
  const format = useFormat();
  const today = useToday();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as Search;
  const where = readConditions('project', search);
  const by: FunnelGrouping = funnelGroupings.find((name) => name === search.by) ?? 'fiscalYear';
  const [pending, setPending] = useState<string>();
  const facets = useFacets('project', where, pending);
  const input = { by, where, today };
  const { data, error, refetch } = useQuery(
    orpc.pipeline.funnel.queryOptions({ input, placeholderData: keepPreviousData }),
  );
  const show = (next: { where?: typeof where; by?: string }, replace = false) =>
    void navigate({
      to: '/pipeline/funnel',
      search: { ...writeConditions(next.where ?? where), by: next.by ?? by } as never,
      replace,
    });
  const save = (chosen: 'xlsx' | 'csv') => {
    host.pipeline
      .exportFunnel({ ...input, format: chosen, language: format.language })
      .then(saveFile)
      .catch(reportError);
  };

  return (
    <Page
      wide
      title={t('funnel.title')}
      trail={[{ label: format.kindName('project', true), to: '/list/project' }]}
      lead={t('funnel.lead')}
      actions={
        <>
          <Button
            variant="default"
            size="sm"
            leftSection={<IconLayoutKanban size={18} aria-hidden="true" />}
            renderRoot={(props) => (
              <Link
                to="/list/$kind"
                params={{ kind: 'project' }}
                search={{ ...writeConditions(where), view: 'board' } as never}
                {...props}
              />
            )}
          >
            {t('funnel.board')}
          </Button>
          <Menu position="bottom-end">
            <Menu.Target>
              <Button
                variant="default"
                size="sm"
                disabled={!data || data.total.projects === 0}
                leftSection={<IconDownload size={18} aria-hidden="true" />}
              >
                {t('funnel.export')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => save('xlsx')}>{t('funnel.exportXlsx')}</Menu.Item>
              <Menu.Item onClick={() => save('csv')}>{t('funnel.exportCsv')}</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </>
      }
    >
      <div className={classes.funnelPage}>
        <FilterBar
          kind="project"
          where={where}
          facets={facets}
          onPending={setPending}
          onChange={(next, how) => show({ where: [...next] }, how === 'replace')}
        >
          <SegmentedControl
            size="xs"
            aria-label={t('funnel.group')}
            value={by}
            onChange={(value) => show({ by: value }, true)}
            data={funnelGroupings.map((value) => ({ value, label: t(`funnel.by.${value}`) }))}
          />
        </FilterBar>
        {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
        {data ? <Funnels data={data} filtered={where.length > 0} /> : error ? null : <Loading rows={8} />}
      </div>
    </Page>
  );
}

function Funnels({ data, filtered }: { readonly data: FunnelOutput; readonly filtered: boolean }) {
  const { t } = useTranslation('pipeline');
  const format = useFormat();
  if (data.total.projects === 0) {
    return (
      <EmptyState
        icon={<KindIcon kind="project" size={40} />}
        title={t(filtered ? 'funnel.emptyFiltered' : 'funnel.empty')}
      >
        {filtered ? null : t('funnel.emptyHelp')}
      </EmptyState>
    );
  }
  const nameOf = ({ value, label }: FunnelOutput['groups'][number]) => {
    if (typeof value === 'number') return { text: format.fiscalYear(value) };
    const chosen = label ? format.text(label.label) : undefined;
    if (chosen)
      return { text: chosen.text, ...(chosen.lang === format.language ? {} : { lang: chosen.lang }) };
    return { text: value ?? t('funnel.unknownGroup') };
  };
  return (
    <>
      <FunnelPanel name={{ text: t('funnel.all') }} funnel={data.total} />
      {data.groups.map((group) => (
        <FunnelPanel key={group.value ?? ''} name={nameOf(group)} funnel={group.funnel} />
      ))}
      <p className={classes.note}>{t('funnel.note')}</p>
    </>
  );
}
