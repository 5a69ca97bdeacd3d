import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import {
  type ImportFile,
  type ImportPlanInput,
  type ImportPreview,
  importDelimiters,
} from '#contract/importSchemas.ts';
import { importableKinds } from '#core/import/importableKinds.ts';
import { textEncodings } from '#core/import/textEncodings.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { useFormat } from '#ui/i18n/format.ts';
import classes from '../import.module.css';
import type { InputChange } from './ColumnsStep.tsx';

interface ReadingCardProps {
  readonly file: ImportFile;
  readonly input: ImportPlanInput | undefined;
  readonly preview: ImportPreview | undefined;
  readonly onKind: (kind: KindName) => void;
  readonly onChange: (change: InputChange) => void;
  readonly onReading: (reading: ImportFile['reading']) => void;
}

const delimiterNames = { ',': 'comma', '\t': 'tab', ';': 'semicolon' } as const;

/** What was found out about the file as a whole, to be corrected where it is wrong. */
export function ReadingCard({ file, input, preview, onKind, onChange, onReading }: ReadingCardProps) {
  const { t } = useTranslation('importScreens');
  const format = useFormat();
  const kinds = importableKinds
    .map((name) => ({ value: name as string, label: format.kindName(name, true) }))
    .toSorted((a, b) => format.compare(a.label, b.label));
  const nothing = { value: '', label: t('reading.kindPlaceholder') };
  const { encoding, delimiter, reading } = file;
  const auto = (name: string) => ({ value: '', label: t('reading.auto', { found: name }) });
  const delimiterName = (sign: (typeof importDelimiters)[number]) =>
    t(`reading.delimiters.${delimiterNames[sign]}`);
  return (
    <section className={classes.card} aria-label={t('reading.title')}>
      <div className={classes.facts}>
        <NativeSelect
          label={t('reading.kind')}
          value={input?.kind ?? ''}
          data={input ? kinds : [nothing, ...kinds]}
          onChange={(event) => {
            const kind = importableKinds.find((name) => name === event.currentTarget.value);
            if (kind) onKind(kind);
          }}
        />
        {file.sheets.length > 1 ? (
          <NativeSelect
            label={t('reading.sheet')}
            value={input?.sheet ?? preview?.sheet ?? ''}
            data={file.sheets.map(({ name, rows }) => ({
              value: name,
              label: t('reading.sheetRows', { name, count: rows, formatted: format.number(rows) }),
            }))}
            onChange={(event) =>
              onChange({ sheet: event.currentTarget.value, headerRow: undefined, columns: {} })
            }
          />
        ) : null}
        {encoding ? (
          <NativeSelect
            label={t('reading.encoding')}
            value={reading.encoding ?? ''}
            data={[
              ...(reading.encoding ? [auto('…')] : [auto(t(`reading.encodings.${encoding}`))]),
              ...textEncodings.map((name) => ({ value: name, label: t(`reading.encodings.${name}`) })),
            ]}
            onChange={(event) =>
              onReading({
                ...reading,
                encoding: textEncodings.find((name) => name === event.currentTarget.value) ?? null,
              })
            }
          />
        ) : null}
        {delimiter ? (
          <NativeSelect
            label={t('reading.delimiter')}
            value={reading.delimiter ?? ''}
            data={[
              ...(reading.delimiter ? [auto('…')] : [auto(delimiterName(delimiter))]),
              ...importDelimiters.map((sign) => ({ value: sign, label: delimiterName(sign) })),
            ]}
            onChange={(event) =>
              onReading({
                ...reading,
                delimiter: importDelimiters.find((sign) => sign === event.currentTarget.value) ?? null,
              })
            }
          />
        ) : null}
        {preview && preview.headerTop > 0 ? (
          <NativeSelect
            label={t('reading.headerRow')}
            value={String(preview.headerTop)}
            data={preview.lines.map(({ number }) => String(number))}
            onChange={(event) => onChange({ headerRow: Number(event.currentTarget.value), columns: {} })}
          />
        ) : null}
        {preview ? (
          <p className={classes.rowCount}>
            {t('reading.records', { count: preview.rows, formatted: format.number(preview.rows) })}
          </p>
        ) : null}
      </div>
    </section>
  );
}
