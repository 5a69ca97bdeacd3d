import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportCheck, ImportRow, ImportRowFilter } from '#contract/importSchemas.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { Chip, type ChipTone } from '#ui/components/Chip.tsx';
import { ErrorNotice } from '#ui/components/ErrorNotice.tsx';
import { LanguageText } from '#ui/components/LanguageText.tsx';
import { Loading } from '#ui/components/Loading.tsx';
import { RecordLink } from '#ui/components/RecordLink.tsx';
import { orpc } from '#ui/host/queries.ts';
import { useFormat } from '#ui/i18n/format.ts';
import type { Labels } from '../../records/values/ReferenceValue.tsx';
import classes from '../import.module.css';
import { importWindow } from '../importWindow.ts';
import { RowDetails } from './RowDetails.tsx';

interface RowsTableProps {
  readonly session: string;
  readonly check: ImportCheck;
  readonly kind: KindName;
  readonly filter: ImportRowFilter;
  readonly busy: boolean;
  readonly onDecide: (row: number, decision: string | null) => void;
  /** Stands beside the search field. */
  readonly children: ReactNode;
}

const pageSize = 50;

const tones: Readonly<Record<ImportRow['action'], ChipTone>> = {
  create: 'success',
  update: 'accent',
  unchanged: 'plain',
  skip: 'plain',
  error: 'danger',
};

/** The rows of the file and what becomes of each, a page at a time. */
export function RowsTable({ session, check, kind, filter, busy, onDecide, children }: RowsTableProps) {
  const { t } = useTranslation('importScreens');
  const format = useFormat();
  const [typed, setTyped] = useState('');
  const [text] = useDebouncedValue(typed, 200);
  const [offset, setOffset] = useState(0);
  const rows = useQuery({
    ...orpc.import.rows.queryOptions({
      input: {
        window: importWindow(),
        sessionId: session,
        checkId: check.checkId,
        filter,
        text,
        offset,
        limit: pageSize,
      },
    }),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
  const { total = 0, items = [], labels = {} } = rows.data ?? {};
  return (
    <section className={classes.card} aria-label={t('check.table')}>
      <div className={classes.tableHead}>
        {children}
        <TextInput
          type="search"
          size="sm"
          aria-label={t('check.search')}
          placeholder={t('check.search')}
          leftSection={<IconSearch size={16} aria-hidden="true" />}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setOffset(0);
          }}
        />
      </div>
      {rows.error ? <ErrorNotice error={rows.error} /> : null}
      {rows.isPending ? <Loading rows={8} /> : null}
      {rows.data && total === 0 ? <p className={classes.quiet}>{t('check.none')}</p> : null}
      {items.length > 0 ? (
        <table className={classes.rows} aria-label={t('check.table')}>
          <thead>
            <tr>
              <th scope="col" className={classes.end}>
                {t('check.row')}
              </th>
              <th scope="col">{t('check.result')}</th>
              <th scope="col">{t('check.record')}</th>
              <th scope="col">{t('check.what')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((row) => (
              <tr key={row.row} data-action={row.action}>
                <th scope="row" className={classes.end}>
                  {format.number(row.row)}
                </th>
                <td>
                  <Chip tone={row.reason === 'undecided' ? 'warning' : tones[row.action]}>
                    {t(row.reason === 'undecided' ? 'check.filter.likely' : `check.action.${row.action}`)}
                  </Chip>
                </td>
                <td>
                  <RowName row={row} kind={kind} />
                </td>
                <td>
                  <RowDetails
                    row={row}
                    kind={kind}
                    labels={labels as Labels}
                    busy={busy}
                    onDecide={onDecide}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {total > pageSize ? (
        <div className={classes.pager}>
          <Button
            size="xs"
            variant="default"
            disabled={offset === 0}
            onClick={() => setOffset(Math.max(0, offset - pageSize))}
          >
            {t('check.previous')}
          </Button>
          <span role="status">
            {t('check.page', {
              from: format.number(Math.min(offset + 1, total)),
              to: format.number(Math.min(offset + pageSize, total)),
              total: format.number(total),
            })}
          </span>
          <Button
            size="xs"
            variant="default"
            disabled={offset + pageSize >= total}
            onClick={() => setOffset(offset + pageSize)}
          >
            {t('check.next')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function RowName({ row, kind }: { readonly row: ImportRow; readonly kind: KindName }) {
  const { t } = useTranslation('importScreens');
  const isThere = row.id !== undefined && (row.action === 'update' || row.action === 'unchanged');
  if (isThere && row.id !== undefined) return <RecordLink id={row.id} kind={kind} label={row.label} />;
  return <LanguageText value={row.label} fallback={t('check.noName')} />;
}
