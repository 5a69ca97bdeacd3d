import { Button, Radio } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type ImportFile,
  type ImportPlanInput,
  type ImportPreview,
  importMatchModes,
} from '#contract/importSchemas.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { ErrorNotice } from '#ui/components/ErrorNotice.tsx';
import { Loading } from '#ui/components/Loading.tsx';
import { orpc } from '#ui/host/queries.ts';
import { useFormat } from '#ui/i18n/format.ts';
import classes from '../import.module.css';
import { importWindow } from '../importWindow.ts';
import { FirstRows } from './FirstRows.tsx';
import { MappingTable } from './MappingTable.tsx';
import { ReadingCard } from './ReadingCard.tsx';

export type InputChange = Partial<Omit<ImportPlanInput, 'kind' | 'language'>>;

interface ColumnsStepProps {
  readonly session: string;
  readonly file: ImportFile;
  /** Undefined until somebody has said what the file lists. */
  readonly input: ImportPlanInput | undefined;
  readonly onKind: (kind: KindName) => void;
  readonly onChange: (change: InputChange) => void;
  readonly onReading: (reading: ImportFile['reading']) => void;
  readonly onCheck: () => void;
}

/** How the file is read, which row is its header, and where each column goes. */
export function ColumnsStep(props: ColumnsStepProps) {
  const { session, file, input, onKind, onChange, onReading, onCheck } = props;
  const { t } = useTranslation('importScreens');
  const format = useFormat();
  const key = { window: importWindow(), sessionId: session };
  const preview = useQuery({
    ...orpc.import.preview.queryOptions({
      input: { ...key, input: input ?? { kind: 'city', language: format.language } },
    }),
    enabled: input !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
  });
  // A header row that leaves no data is corrected by looking at the same rows.
  const last = useRef<ImportPreview>(undefined);
  if (preview.data) last.current = preview.data;
  const shown = input ? (preview.data ?? last.current) : undefined;
  const missing = shown?.missing;
  return (
    <>
      <ReadingCard
        file={file}
        input={input}
        preview={shown}
        onKind={onKind}
        onChange={onChange}
        onReading={onReading}
      />
      {input && preview.error ? <ErrorNotice error={preview.error} /> : null}
      {input && preview.isPending ? <Loading rows={6} /> : null}
      {shown && input ? (
        <>
          {shown.headerTop > 0 ? (
            <FirstRows preview={shown} onHeader={(headerRow) => onChange({ headerRow, columns: {} })} />
          ) : null}
          <MappingTable
            kind={input.kind}
            preview={shown}
            changed={Object.keys(input.columns).length > 0}
            onChange={(index, target) => onChange({ columns: { ...input.columns, [index]: target } })}
            onReset={() => onChange({ columns: {} })}
          />
          <section className={classes.card} aria-label={t('options.title')}>
            <div className={classes.options}>
              <Radio.Group
                label={t('options.title')}
                value={input.onMatch}
                onChange={(value) =>
                  onChange({ onMatch: importMatchModes.find((mode) => mode === value) ?? 'update' })
                }
              >
                <div className={classes.radios}>
                  {importMatchModes.map((mode) => (
                    <Radio key={mode} value={mode} label={t(`options.${mode}`)} />
                  ))}
                </div>
              </Radio.Group>
              <Radio.Group
                label={t('options.lists')}
                value={input.lists}
                onChange={(value) => onChange({ lists: value === 'replace' ? 'replace' : 'add' })}
              >
                <div className={classes.radios}>
                  <Radio value="add" label={t('options.add')} />
                  <Radio value="replace" label={t('options.replace')} />
                </div>
              </Radio.Group>
            </div>
            <p className={classes.quiet}>{t('options.help')}</p>
          </section>
        </>
      ) : null}
      <div className={classes.footer}>
        {missing && input ? (
          <span role="status" className={classes.footerNote}>
            {t('columns.missing', { field: format.fieldName(input.kind, missing) })}
          </span>
        ) : null}
        <Button
          size="md"
          disabled={!shown || missing !== undefined || preview.isPlaceholderData || preview.error !== null}
          rightSection={<IconArrowRight size={18} aria-hidden="true" />}
          onClick={onCheck}
        >
          {t('go.check')}
        </Button>
      </div>
    </>
  );
}
