import { Button, Checkbox } from '@mantine/core';
import { IconArrowsDiff, IconHistory, IconTrash } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MatchRun } from '#contract/matchingRunSchemas.ts';
import { EmptyState } from '#ui/components/EmptyState.tsx';
import { ErrorNotice } from '#ui/components/ErrorNotice.tsx';
import { Loading } from '#ui/components/Loading.tsx';
import { notifyDone } from '#ui/components/notify.tsx';
import { Page } from '#ui/components/Page.tsx';
import { toggled } from '#ui/components/toggled.ts';
import { host } from '#ui/host/client.ts';
import { orpc } from '#ui/host/queries.ts';
import { reportError } from '#ui/host/reportError.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { NameLink, NamesProvider } from '../shared/names.tsx';
import { TableFrame } from '../shared/TableFrame.tsx';
import { RunSubject, useSubjectText } from './RunSubject.tsx';
import classes from './runs.module.css';
import { shortHash, useRunActor } from './useRunWords.ts';

const mostShown = 500;
const nobody: ReadonlySet<string> = new Set();

/** `/matching/runs`: what was asked on this device; `?about=` only what was asked about one record. */
export function RunsPage() {
  const { t } = useTranslation(['matchRuns', 'match']);
  const { about } = useSearch({ strict: false }) as { about?: unknown };
  const input = { limit: mostShown, ...(typeof about === 'string' ? { about } : {}) };
  // Every question adds one, without a change of any record: what was read before is never fresh.
  const runs = useQuery({ ...orpc.matching.runs.queryOptions({ input }), refetchOnMount: 'always' });
  return (
    <Page
      wide
      title={t('title')}
      lead={t('lead')}
      trail={[{ label: t('match:back'), to: '/matching' }]}
      actions={
        input.about === undefined ? undefined : (
          <Button variant="default" renderRoot={(props) => <Link to="/matching/runs" {...props} />}>
            {t('all')}
          </Button>
        )
      }
    >
      {runs.error ? <ErrorNotice error={runs.error} onRetry={() => void runs.refetch()} /> : null}
      {runs.isPending ? <Loading rows={8} height={32} /> : null}
      {runs.data?.items.length === 0 ? (
        <EmptyState
          icon={<IconHistory size={40} stroke={1.4} aria-hidden="true" />}
          title={t('none')}
          action={
            <Button variant="default" renderRoot={(props) => <Link to="/matching" {...props} />}>
              {t('start')}
            </Button>
          }
        >
          {t('noneHelp')}
        </EmptyState>
      ) : null}
      {runs.data && runs.data.items.length > 0 ? (
        <NamesProvider names={runs.data.labels}>
          <Runs items={runs.data.items} />
        </NamesProvider>
      ) : null}
    </Page>
  );
}

function Runs({ items }: { readonly items: readonly MatchRun[] }) {
  const { t } = useTranslation('matchRuns');
  const format = useFormat();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [selected, setSelected] = useState(nobody);
  const { data: settings } = useQuery(orpc.matching.settings.get.queryOptions());
  const chosen = items.filter(({ id }) => selected.has(id));
  const [later, earlier] = chosen;

  const forget = async () => {
    try {
      const { forgotten } = await host.matching.forgetRuns({ ids: chosen.map(({ id }) => id) });
      setSelected(nobody);
      await queries.invalidateQueries({ queryKey: orpc.matching.runs.key() });
      notifyDone(t('forgotten', { count: forgotten, formatted: format.number(forgotten) }));
    } catch (error) {
      reportError(error);
    }
  };
  const toggle = (id: string) => setSelected(toggled(selected, id));

  return (
    <>
      <div className={classes.bar}>
        <Button
          size="sm"
          disabled={chosen.length !== 2}
          leftSection={<IconArrowsDiff size={18} aria-hidden="true" />}
          onClick={() => {
            if (!earlier || !later) return;
            void navigate({
              to: '/matching/runs/$id',
              params: { id: earlier.id },
              search: { with: later.id } as never,
            });
          }}
        >
          {t('compare')}
        </Button>
        <Button
          size="sm"
          variant="default"
          disabled={chosen.length === 0}
          leftSection={<IconTrash size={18} aria-hidden="true" />}
          onClick={() => void forget()}
        >
          {chosen.length === 0
            ? t('forget')
            : t('forgetSelected', { count: chosen.length, formatted: format.number(chosen.length) })}
        </Button>
        <span className={classes.quiet}>{t('compareHelp')}</span>
      </div>
      <TableFrame label={t('title')}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">
                <span className="musubi-hidden">{t('column.select')}</span>
              </th>
              <th scope="col">{t('column.when')}</th>
              <th scope="col">{t('column.subject')}</th>
              <th scope="col">{t('column.first')}</th>
              <th scope="col">{t('column.who')}</th>
              <th scope="col">{t('column.settings')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((run) => (
              <Row
                key={run.id}
                run={run}
                selected={selected.has(run.id)}
                onToggle={() => toggle(run.id)}
                inUse={settings?.hash === run.run.settingsHash}
              />
            ))}
          </tbody>
        </table>
      </TableFrame>
    </>
  );
}

interface RowProps {
  readonly run: MatchRun;
  readonly selected: boolean;
  readonly onToggle: () => void;
  /** Its settings are those in use now. */
  readonly inUse: boolean;
}

function Row({ run, selected, onToggle, inUse }: RowProps) {
  const { t } = useTranslation('matchRuns');
  const format = useFormat();
  const subject = useSubjectText();
  const actor = useRunActor();
  const when = format.instant(run.at);
  const first = run.result[0]?.ids[0];
  const { changed } = run;
  return (
    <tr>
      <td>
        <Checkbox
          size="xs"
          checked={selected}
          aria-label={t('select', { name: subject(run), when })}
          onChange={onToggle}
        />
      </td>
      <td className={classes.when}>
        <Link to="/matching/runs/$id" params={{ id: run.id }}>
          <time dateTime={run.at}>{when}</time>
        </Link>
      </td>
      <th scope="row">
        <RunSubject run={run} />
        <span className={classes.under}>{t(`question.${run.question}`)}</span>
      </th>
      <td>{first === undefined ? '–' : <NameLink id={first} kind="organisation" />}</td>
      <td className={classes.short}>
        {actor(run)}
        <span className={classes.under}>{t(`audience.${run.audience}`)}</span>
      </td>
      <td className={classes.short}>
        <code>{shortHash(run.run.settingsHash)}</code>
        <span className={classes.under}>
          {format.list([
            changed.length === 0
              ? t('usual')
              : t('changed', { count: changed.length, formatted: format.number(changed.length) }),
            ...(inUse ? [t('inUse')] : []),
          ])}
        </span>
      </td>
    </tr>
  );
}
