import { Alert, Button } from '@mantine/core';
import { IconArrowBackUp, IconCheck, IconDownload } from '@tabler/icons-react';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportBatch, ImportReverted } from '#contract/importSchemas.ts';
import { Chip } from '#ui/components/Chip.tsx';
import { ErrorNotice } from '#ui/components/ErrorNotice.tsx';
import { Loading } from '#ui/components/Loading.tsx';
import { notifyDone } from '#ui/components/notify.tsx';
import { Page } from '#ui/components/Page.tsx';
import { RecordLink } from '#ui/components/RecordLink.tsx';
import { host } from '#ui/host/client.ts';
import { ownChanges } from '#ui/host/ownChanges.ts';
import { orpc } from '#ui/host/queries.ts';
import { reportError } from '#ui/host/reportError.ts';
import { saveFile } from '#ui/host/saveFile.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { JobProgressBar } from '../../records/data/JobProgressBar.tsx';
import { useJob } from '../../records/data/useJob.ts';
import classes from '../import.module.css';
import { importWindow } from '../importWindow.ts';
import { StateChip } from '../PastImports.tsx';
import { Steps } from '../Steps.tsx';

const pageSize = 50;

/** `/import/batch/$id`: what an import did, with links to its records and the way to take it back. */
export function ImportBatchPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const search = useSearch({ strict: false }) as { session?: unknown };
  const session = typeof search.session === 'string' ? search.session : undefined;
  const { t } = useTranslation('importScreens');
  const queries = useQueryClient();
  const revert = useJob<ImportReverted>();
  const [reverted, setReverted] = useState<ImportReverted>();
  const batch = useInfiniteQuery({
    queryKey: [...orpc.import.batch.key(), id],
    queryFn: ({ pageParam }) => host.import.batch({ id, limit: pageSize, offset: pageParam }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => (last.records.length < pageSize ? undefined : pages.length * pageSize),
    staleTime: 0,
  });
  const trail = [{ label: t('title'), to: '/import' }];
  const pages = batch.data?.pages ?? [];
  const [found] = pages;
  if (!found) {
    return (
      <Page title={batch.error ? t('batch.notFound') : t('batch.title')} trail={trail}>
        {batch.error ? <ErrorNotice error={batch.error} /> : <Loading rows={8} />}
      </Page>
    );
  }
  const records = pages.flatMap((page) => page.records);
  const takeBack = async () => {
    const result = await revert.start((signal) => host.import.revert({ id }, { signal }));
    if (!result) return;
    setReverted(result);
    ownChanges.tookImportBack(id);
    await queries.invalidateQueries({ queryKey: orpc.import.key() });
  };
  const { file } = found;
  return (
    <Page
      title={file?.name || t('past.unnamed')}
      trail={trail}
      lead={<StateChip state={found.state} />}
      actions={
        <>
          {file ? (
            <Button
              variant="default"
              size="sm"
              renderRoot={(props) => <Link to="/list/$kind" params={{ kind: file.kind }} {...props} />}
            >
              {t('batch.list')}
            </Button>
          ) : null}
          <Button variant="default" size="sm" renderRoot={(props) => <Link to="/import" {...props} />}>
            {t('batch.another')}
          </Button>
        </>
      }
    >
      {session && found.state === 'standing' ? (
        <>
          <Steps current="done" />
          <Alert
            role="status"
            color="green"
            variant="light"
            icon={<IconCheck aria-hidden="true" />}
            title={t('batch.applied')}
            className={classes.notice}
          >
            {file && file.inError > 0 ? <ErrorRows session={session} /> : null}
          </Alert>
        </>
      ) : null}
      <Facts batch={found} />
      <section className={classes.card} aria-label={t('batch.revert')}>
        {revert.error ? <ErrorNotice error={revert.error} /> : null}
        {reverted ? <Reverted result={reverted} batch={found} /> : null}
        {revert.progress ? (
          <JobProgressBar label={t('batch.reverting')} progress={revert.progress} onCancel={revert.cancel} />
        ) : found.state === 'takenBack' ? null : (
          <div className={classes.revert}>
            <Button
              variant="default"
              leftSection={<IconArrowBackUp size={18} aria-hidden="true" />}
              onClick={() => void takeBack()}
            >
              {t('batch.revert')}
            </Button>
            <p className={classes.quiet}>{t('batch.revertHelp')}</p>
          </div>
        )}
        {found.state === 'takenBack' && !reverted ? (
          <p className={classes.quiet}>{t('past.state.takenBack')}</p>
        ) : null}
      </section>
      <section className={classes.card} aria-label={t('batch.records')}>
        <h2 className={classes.cardTitle}>{t('batch.records')}</h2>
        <ul className={classes.batches}>
          {records.map((record) => (
            <li key={record.id} className={classes.batch}>
              <RecordLink id={record.id} kind={record.kind} label={record.label} icon />
              <span className={classes.batchTime}>
                {record.removed ? (
                  <Chip hollow>{t('batch.removed')}</Chip>
                ) : (
                  <Chip tone={record.made ? 'success' : 'accent'}>
                    {t(record.made ? 'batch.made' : 'batch.changed')}
                  </Chip>
                )}
              </span>
            </li>
          ))}
        </ul>
        {batch.hasNextPage ? (
          <Button
            variant="default"
            size="sm"
            loading={batch.isFetchingNextPage}
            onClick={() => void batch.fetchNextPage()}
          >
            {t('past.more')}
          </Button>
        ) : null}
      </section>
    </Page>
  );
}

function Facts({ batch }: { readonly batch: ImportBatch }) {
  const { t } = useTranslation('importScreens');
  const format = useFormat();
  const { file } = batch;
  const counts = file
    ? ([
        ['create', file.create],
        ['update', file.update],
        ['unchanged', file.unchanged],
        ['skipped', file.skipped],
        ['inError', file.inError],
      ] as const)
    : ([
        ['create', batch.made],
        ['update', batch.changed],
      ] as const);
  return (
    <section className={classes.card} aria-label={t('batch.title')}>
      <dl className={classes.counts}>
        {counts.map(([name, count]) => (
          <div key={name} data-tone={name === 'inError' && count > 0 ? 'error' : undefined}>
            <dt>{t(`batch.${name}`)}</dt>
            <dd>{format.number(count)}</dd>
          </div>
        ))}
      </dl>
      <p className={classes.quiet}>
        {format.instant(batch.at)}
        {batch.actorName ? ` · ${batch.actorName}` : null}
        {file ? ` · ${format.kindName(file.kind, true)}` : ` · ${t('past.otherDevice')}`}
      </p>
    </section>
  );
}

function ErrorRows({ session }: { readonly session: string }) {
  const { t } = useTranslation('importScreens');
  const format = useFormat();
  const save = () =>
    void host.import
      .errorRows({ window: importWindow(), sessionId: session, language: format.language })
      .then(saveFile)
      .then((saved) => {
        if (saved) notifyDone(t('go.saved'));
      }, reportError);
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden="true" />}
      onClick={save}
    >
      {t('go.errorRows')}
    </Button>
  );
}

function Reverted({ result, batch }: { readonly result: ImportReverted; readonly batch: ImportBatch }) {
  const { t } = useTranslation('importScreens');
  const format = useFormat();
  const { reverted, kept, labels } = result;
  return (
    <div role="status">
      <p>{t('batch.reverted', { count: reverted, formatted: format.number(reverted) })}</p>
      {kept.length > 0 ? (
        <>
          <p>{t('batch.kept', { count: kept.length, formatted: format.number(kept.length) })}</p>
          <ul className={classes.batches}>
            {kept.map(({ id, field }) => {
              const kind = labels[id]?.kind ?? batch.file?.kind ?? 'organisation';
              return (
                <li key={`${id} ${field}`} className={classes.batch}>
                  <RecordLink id={id} kind={kind} label={labels[id]?.label} icon />
                  <span className={classes.quiet}>
                    {field === 'linkedFrom'
                      ? t('batch.linkedFrom')
                      : format.fieldName(kind, field.replaceAll('/', '.'))}
                  </span>
                </li>
              );
            })}
          </ul>
        </>
      ) : null}
    </div>
  );
}
