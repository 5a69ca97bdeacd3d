import { Alert, Button } from '@mantine/core';
import { IconArrowLeft, IconDownload, IconTableImport } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportCheck, ImportFile, ImportPlanInput, ImportRowFilter } from '#contract/importSchemas.ts';
import { ErrorNotice } from '#ui/components/ErrorNotice.tsx';
import { Loading } from '#ui/components/Loading.tsx';
import { notifyDone } from '#ui/components/notify.tsx';
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
import { RowFilters } from './RowFilters.tsx';
import { RowsTable } from './RowsTable.tsx';

interface CheckStepProps {
  readonly session: string;
  readonly file: ImportFile;
  readonly input: ImportPlanInput;
  readonly onBack: () => void;
}

/** What importing would do, row by row, with what a person has to say to it; and the way to do it. */
export function CheckStep({ session, file, input, onBack }: CheckStepProps) {
  const { t } = useTranslation('importScreens');
  const format = useFormat();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const key = { window: importWindow(), sessionId: session };
  const [check, setCheck] = useState<ImportCheck | undefined>(
    isSameInput(file.input, input) ? file.check : undefined,
  );
  const [filter, setFilter] = useState<ImportRowFilter>();
  const [wasCancelled, setWasCancelled] = useState(false);
  const checking = useJob<ImportCheck>();
  const applying = useJob<ImportCheck & { batchId: string }>();
  const started = useRef(false);

  const run = useCallback(async () => {
    const found = await checking.start((signal) =>
      host.import.check({ window: importWindow(), sessionId: session, input }, { signal }),
    );
    if (!found) return;
    setCheck(found);
    // What needs a person comes first; later checks move nobody elsewhere.
    setFilter((before) => before ?? (found.undecided > 0 ? 'likely' : 'all'));
  }, [checking.start, session, input]);

  useEffect(() => {
    if (started.current || check) return;
    started.current = true;
    void run();
  }, [check, run]);

  const decide = async (rows: number[] | 'undecided', decision: string | null) => {
    try {
      const { decided } = await host.import.decide({ ...key, rows, decision });
      if (rows === 'undecided')
        notifyDone(t('check.decided', { count: decided, formatted: format.number(decided) }));
      await run();
    } catch (error) {
      reportError(error);
    }
  };

  const apply = async () => {
    if (!check) return;
    setWasCancelled(false);
    const result = await applying.start(
      (signal) => host.import.apply({ ...key, checkId: check.checkId }, { signal }) as never,
    );
    if (!result) {
      setWasCancelled(true);
      return;
    }
    if (result.batchId !== '') ownChanges.imported(result.batchId);
    void queries.invalidateQueries({ queryKey: orpc.import.batches.key() });
    await navigate({
      to: '/import/batch/$id',
      params: { id: result.batchId },
      search: { session } as never,
      replace: true,
    });
  };

  const saveErrors = () =>
    void host.import
      .errorRows({ ...key, language: format.language })
      .then(saveFile)
      .then((saved) => {
        if (saved) notifyDone(t('go.saved'));
      }, reportError);

  const toWrite = check ? check.create + check.update : 0;
  const isBusy = checking.progress !== undefined || applying.progress !== undefined;
  const chosen = filter ?? (check && check.undecided > 0 ? 'likely' : 'all');
  return (
    <>
      {checking.error ? <ErrorNotice error={checking.error} onRetry={() => void run()} /> : null}
      {applying.error ? <ErrorNotice error={applying.error} onRetry={() => void run()} /> : null}
      {wasCancelled && !applying.error ? (
        <Alert role="status" color="gray" variant="light">
          {t('check.cancelled')}
        </Alert>
      ) : null}
      {!check && checking.progress ? (
        <JobProgressBar
          label={t('check.running')}
          progress={checking.progress}
          onCancel={() => {
            checking.cancel();
            onBack();
          }}
        />
      ) : null}
      {!check && !checking.error ? <Loading rows={10} /> : null}
      {check ? (
        <>
          <p className={classes.lead}>{t('check.lead')}</p>
          {check.undecided > 0 ? (
            <Alert role="status" color="yellow" variant="light" className={classes.notice}>
              <div className={classes.noticeRow}>
                {' '}
                <p className={classes.noticeText}>
                  {t('check.undecided', {
                    count: check.undecided,
                    formatted: format.number(check.undecided),
                  })}
                </p>
                <Button
                  size="xs"
                  variant="default"
                  disabled={isBusy}
                  onClick={() => void decide('undecided', 'create')}
                >
                  {t('check.allNew')}
                </Button>
              </div>
            </Alert>
          ) : null}
          {check.inError > 0 ? (
            <Alert role="status" color="red" variant="light" className={classes.notice}>
              <div className={classes.noticeRow}>
                {' '}
                <p className={classes.noticeText}>
                  {t('check.errors', { count: check.inError, formatted: format.number(check.inError) })}
                </p>
                <Button
                  size="xs"
                  variant="default"
                  leftSection={<IconDownload size={16} aria-hidden="true" />}
                  onClick={saveErrors}
                >
                  {t('go.errorRows')}
                </Button>
              </div>
            </Alert>
          ) : null}
          <RowsTable
            key={chosen}
            session={session}
            check={check}
            kind={input.kind}
            filter={chosen}
            busy={applying.progress !== undefined}
            onDecide={(row, decision) => void decide([row], decision)}
          >
            <RowFilters check={check} filter={chosen} onFilter={setFilter} />
          </RowsTable>
        </>
      ) : null}
      <div className={classes.footer}>
        {check && checking.progress ? (
          <JobProgressBar
            label={t('check.running')}
            progress={checking.progress}
            onCancel={checking.cancel}
          />
        ) : null}
        {applying.progress ? (
          <JobProgressBar
            label={t('check.applying')}
            progress={applying.progress}
            onCancel={applying.cancel}
          />
        ) : null}
        <Button
          variant="default"
          size="md"
          disabled={applying.progress !== undefined}
          leftSection={<IconArrowLeft size={18} aria-hidden="true" />}
          onClick={onBack}
        >
          {t('go.back')}
        </Button>
        <Button
          size="md"
          disabled={!check || toWrite === 0 || isBusy}
          leftSection={<IconTableImport size={18} aria-hidden="true" />}
          onClick={() => void apply()}
        >
          {check && toWrite === 0
            ? t('go.nothing')
            : t('go.apply', { count: toWrite, formatted: format.number(toWrite) })}
        </Button>
      </div>
    </>
  );
}

function isSameInput(before: ImportPlanInput | undefined, now: ImportPlanInput): boolean {
  const plain = (input: ImportPlanInput) =>
    JSON.stringify([
      input.kind,
      input.sheet ?? null,
      input.headerRow ?? null,
      Object.entries(input.columns).sort(),
      input.lists,
      input.onMatch,
      input.language,
    ]);
  return before !== undefined && plain(before) === plain(now);
}
