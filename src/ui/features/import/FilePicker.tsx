import { Button, Progress } from '@mantine/core';
import { IconFileImport, IconTableImport } from '@tabler/icons-react';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { largestImport } from '#contract/importSchemas.ts';
import { ErrorNotice } from '#ui/components/ErrorNotice.tsx';
import { useFileDrop } from '#ui/components/useFileDrop.ts';
import { useFormat } from '#ui/i18n/format.ts';
import classes from './import.module.css';
import { sendFile } from './sendFile.ts';

interface FilePickerProps {
  /** The file is with the host, under this session. */
  readonly onSent: (session: string) => void;
  readonly children?: ReactNode;
}

/** Takes one file, dropped or chosen, and sends it to the host. */
export function FilePicker({ onSent, children }: FilePickerProps) {
  const { t } = useTranslation('importScreens');
  const format = useFormat();
  const input = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState<{ name: string; fraction: number }>();
  const [error, setError] = useState<unknown>();
  const stop = useRef<AbortController>(undefined);

  const send = async (file: File | undefined) => {
    if (!file || sending) return;
    const controller = new AbortController();
    stop.current = controller;
    setError(undefined);
    setSending({ name: file.name, fraction: 0 });
    try {
      const session = await sendFile(file, {
        signal: controller.signal,
        onProgress: (fraction) => setSending({ name: file.name, fraction }),
      });
      onSent(session);
    } catch (cause) {
      if (!controller.signal.aborted) setError(cause);
    } finally {
      setSending(undefined);
    }
  };

  const { isOver, handlers } = useFileDrop(([file]) => void send(file));
  return (
    <>
      <section
        className={classes.drop}
        data-over={isOver || undefined}
        aria-label={t('steps.file')}
        {...handlers}
      >
        <IconTableImport size={40} stroke={1.4} aria-hidden="true" className={classes.dropIcon} />
        {sending ? (
          <div className={classes.sending}>
            <span role="status">{t('file.sending', { name: sending.name })}</span>
            <Progress value={sending.fraction * 100} aria-label={t('file.sending', { name: sending.name })} />
            <Button size="sm" variant="default" onClick={() => stop.current?.abort()}>
              {t('file.cancel')}
            </Button>
          </div>
        ) : (
          <>
            <p className={classes.dropTitle}>{t('file.drop')}</p>
            <p className={classes.quiet}>{t('file.or')}</p>
            <Button
              size="md"
              leftSection={<IconFileImport size={20} aria-hidden="true" />}
              onClick={() => input.current?.click()}
            >
              {t('file.choose')}
            </Button>
            <p className={classes.quiet}>
              {t('file.formats', { limit: format.number(largestImport / 1024 ** 2) })}
            </p>
          </>
        )}
        <input
          ref={input}
          type="file"
          hidden
          aria-label={t('file.input')}
          accept=".xlsx,.xlsm,.csv,.tsv,.txt,.json,.jsonld"
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            // The same file can be chosen again after it was corrected.
            event.currentTarget.value = '';
            void send(file);
          }}
        />
      </section>
      {error ? <ErrorNotice error={error} /> : null}
      {children}
    </>
  );
}
