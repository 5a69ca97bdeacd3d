import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ComparedRun } from '#contract/matchingRunSchemas.ts';
import { ErrorNotice } from '#ui/components/ErrorNotice.tsx';
import { Loading } from '#ui/components/Loading.tsx';
import { Page } from '#ui/components/Page.tsx';
import { orpc } from '#ui/host/queries.ts';
import { NamesProvider } from '../shared/names.tsx';
import { Section } from '../shared/Section.tsx';
import { AskAgain } from './AskAgain.tsx';
import { Causes } from './Causes.tsx';
import { MovedRows } from './MovedRows.tsx';
import { MovementSummary } from './MovementSummary.tsx';
import { NotedRows } from './NotedRows.tsx';
import { RunFacts } from './RunFacts.tsx';
import { RunSettings } from './RunSettings.tsx';
import { RunSubject, subjectIds } from './RunSubject.tsx';
import classes from './runs.module.css';

/** `/matching/runs/$id`: one run and what today's answer is; `?with=` another run beside it. */
export function RunPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const search = useSearch({ strict: false }) as { with?: unknown };
  const other = typeof search.with === 'string' ? search.with : undefined;
  return other === undefined ? (
    <OneRun key={id} id={id} />
  ) : (
    <TwoRuns key={`${id} ${other}`} id={id} other={other} />
  );
}

function OneRun({ id }: { readonly id: string }) {
  const { t } = useTranslation(['matchRuns', 'match']);
  // Beside itself it comes as it was noted, also where its subject is gone and it cannot be asked again.
  const noted = useQuery(orpc.matching.compareRun.queryOptions({ input: { id, other: id } }));
  const today = useQuery({
    ...orpc.matching.compareRun.queryOptions({ input: { id } }),
    refetchOnMount: 'always',
  });
  const run = noted.data?.run;
  return (
    <NamesProvider names={{ ...noted.data?.labels, ...today.data?.labels }}>
      <Page
        wide
        title={t('run')}
        trail={trailTo(t)}
        lead={run ? <RunSubject run={run} /> : undefined}
        actions={run ? <AskAgain run={run} /> : undefined}
      >
        {noted.error ? <ErrorNotice error={noted.error} /> : run ? null : <Loading rows={10} height={28} />}
        {run ? (
          <>
            <Section title={t('withToday')} help={t('withTodayHelp')}>
              {today.error ? (
                <>
                  <ErrorNotice error={today.error} />
                  <NotedRows run={run} />
                </>
              ) : today.data ? (
                <Compared compared={today.data} />
              ) : (
                <Loading rows={8} height={28} />
              )}
            </Section>
            <RunFacts runs={[run]} />
            <RunSettings run={run} />
            <EarlierRuns ids={subjectIds(run)} />
          </>
        ) : null}
      </Page>
    </NamesProvider>
  );
}

function TwoRuns({ id, other }: { readonly id: string; readonly other: string }) {
  const { t } = useTranslation(['matchRuns', 'match']);
  const { data, error } = useQuery(orpc.matching.compareRun.queryOptions({ input: { id, other } }));
  return (
    <NamesProvider names={data?.labels ?? {}}>
      <Page
        wide
        title={t('twoRuns')}
        trail={trailTo(t)}
        lead={data ? <RunSubject run={data.run} /> : undefined}
      >
        {error ? <ErrorNotice error={error} /> : data ? null : <Loading rows={10} height={28} />}
        {data?.other ? (
          <>
            <Section title={t('between')} help={t('betweenHelp')}>
              <Compared compared={data} />
            </Section>
            <RunFacts runs={[data.run, data.other]} />
          </>
        ) : null}
      </Page>
    </NamesProvider>
  );
}

function Compared({ compared }: { readonly compared: ComparedRun }) {
  return (
    <div className={classes.compared}>
      <MovementSummary compared={compared} />
      <MovedRows compared={compared} />
      <Causes compared={compared} />
    </div>
  );
}

function EarlierRuns({ ids: [about] }: { readonly ids: readonly string[] }) {
  const { t } = useTranslation('matchRuns');
  return about === undefined ? null : (
    <Button
      variant="default"
      renderRoot={(props) => <Link to="/matching/runs" search={{ about } as never} {...props} />}
    >
      {t('openOf')}
    </Button>
  );
}

function trailTo(t: (key: 'matchRuns:title' | 'match:back') => string) {
  return [
    { label: t('match:back'), to: '/matching' },
    { label: t('matchRuns:title'), to: '/matching/runs' },
  ];
}
