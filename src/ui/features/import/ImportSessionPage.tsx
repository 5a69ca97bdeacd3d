import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportFile, ImportPlanInput } from '#contract/importSchemas.ts';
import { importableKinds } from '#core/import/importableKinds.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { ErrorNotice } from '#ui/components/ErrorNotice.tsx';
import { Loading } from '#ui/components/Loading.tsx';
import { Page } from '#ui/components/Page.tsx';
import { host } from '#ui/host/client.ts';
import { runJob } from '#ui/host/jobs.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { CheckStep } from './check/CheckStep.tsx';
import { ColumnsStep } from './columns/ColumnsStep.tsx';
import classes from './import.module.css';
import { importWindow } from './importWindow.ts';
import { Steps } from './Steps.tsx';

type Reading = ImportFile['reading'];

/** `/import/$session`: how a file is understood, then what importing it would do. */
export function ImportSessionPage() {
  const { session = '' } = useParams({ strict: false }) as { session?: string };
  const { t } = useTranslation('importScreens');
  const [reading, setReading] = useState<Reading>();
  const key = { window: importWindow(), sessionId: session };
  const opened = useQuery({
    queryKey: ['import file', session, reading],
    queryFn: ({ signal }) => runJob(host.import.open({ ...key, reading }, { signal }), { signal }),
    // What the host knows of it may have gone.
    staleTime: 0,
    gcTime: 0,
  });
  const trail = [{ label: t('title'), to: '/import' }];
  const again = (
    <Button variant="default" size="sm" renderRoot={(props) => <Link to="/import" {...props} />}>
      {t('open.again')}
    </Button>
  );
  // While it is read in another way, and when that way fails, the last one that did is shown.
  const last = useRef<ImportFile>(undefined);
  if (opened.data) last.current = opened.data;
  const file = opened.data ?? last.current;
  if (!file) {
    return (
      <Page title={t('title')} trail={trail} actions={again}>
        <Steps current="columns" />
        {opened.error ? <ErrorNotice error={opened.error} /> : <Loading rows={8} />}
      </Page>
    );
  }
  return (
    <Page
      title={t('open.title', { name: file.fileName })}
      trail={trail}
      actions={again}
      wide
      lead={<FileFacts file={file} />}
    >
      <Session
        // Another reading is another table: what was said of its columns no longer holds.
        key={JSON.stringify([session, file.reading])}
        session={session}
        file={file}
        error={opened.error}
        onReading={setReading}
      />
    </Page>
  );
}

function FileFacts({ file }: { readonly file: ImportFile }) {
  const { t } = useTranslation('importScreens');
  const format = useFormat();
  return (
    <>
      {t(`reading.format.${file.format}`)}
      {' · '}
      {format.bytes(file.bytes)}
    </>
  );
}

interface SessionProps {
  readonly session: string;
  readonly file: ImportFile;
  readonly error: unknown;
  readonly onReading: (reading: Reading) => void;
}

function Session({ session, file, error, onReading }: SessionProps) {
  const format = useFormat();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as { kind?: unknown; step?: unknown };
  const asked = importableKinds.find((name) => name === search.kind);
  const [kind, setKind] = useState<KindName | undefined>(asked ?? file.input?.kind ?? file.suggestedKind);
  const [said, setSaid] = useState<Omit<ImportPlanInput, 'kind' | 'language'>>(() => ({
    columns: file.input?.columns ?? {},
    lists: file.input?.lists ?? 'add',
    onMatch: file.input?.onMatch ?? 'update',
    ...(file.input?.sheet === undefined ? {} : { sheet: file.input.sheet }),
    ...(file.input?.headerRow === undefined ? {} : { headerRow: file.input.headerRow }),
  }));
  const input = kind === undefined ? undefined : { ...said, kind, language: format.language };
  const step = search.step === 'check' && input ? 'check' : 'columns';
  const go = (to: 'columns' | 'check') =>
    void navigate({
      to: '/import/$session',
      params: { session },
      search: { ...search, ...(to === 'check' ? { step: to } : { step: undefined }) } as never,
      resetScroll: true,
    });
  return (
    <div className={classes.session}>
      <Steps current={step} />
      {error ? <ErrorNotice error={error} /> : null}
      {step === 'check' && input ? (
        <CheckStep session={session} file={file} input={input} onBack={() => go('columns')} />
      ) : (
        <ColumnsStep
          session={session}
          file={file}
          input={input}
          onKind={(next) => {
            setKind(next);
            setSaid((before) => ({ ...before, columns: {} }));
            void navigate({
              to: '/import/$session',
              params: { session },
              search: { ...search, kind: next } as never,
              replace: true,
              resetScroll: false,
            });
          }}
          onChange={(change) => setSaid((before) => ({ ...before, ...change }))}
          onReading={onReading}
          onCheck={() => go('check')}
        />
      )}
    </div>
  );
}
