import { Button } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VerdictNoteRow } from '#contract/matchingSchemas.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { LanguageText } from '#ui/components/LanguageText.tsx';
import { useFormat } from '#ui/i18n/format.ts';
import shared from '../matching.module.css';
import { useCodeText } from '../shared/codeText.ts';
import { NameLink } from '../shared/names.tsx';
import classes from './ranking.module.css';

interface FilteredRow {
  readonly organisationId?: string | undefined;
  readonly needId?: string | undefined;
  readonly cityId?: string | undefined;
  readonly studyId?: string | undefined;
  readonly reasons: readonly string[];
  readonly verdicts?: readonly VerdictNoteRow[] | undefined;
}

interface FilteredRowsProps {
  readonly kind: KindName;
  readonly rows: readonly FilteredRow[];
}

const mostShown = 200;

/** What a condition took out, and why: never a low score. */
export function FilteredRows({ kind, rows }: FilteredRowsProps) {
  const { t } = useTranslation('match');
  const format = useFormat();
  const reasonText = useCodeText('filtered.reason');
  const [open, setOpen] = useState(false);
  if (rows.length === 0) return null;
  // Those that only have nothing in common are many and tell least.
  const ordered = [...rows].sort((a, b) => weight(b) - weight(a));
  return (
    <div className={classes.filtered}>
      <Button
        variant="subtle"
        size="compact-sm"
        aria-expanded={open}
        leftSection={
          open ? (
            <IconChevronUp size={16} aria-hidden="true" />
          ) : (
            <IconChevronDown size={16} aria-hidden="true" />
          )
        }
        onClick={() => setOpen(!open)}
      >
        {t('filtered.title', {
          kind: format.kindName(kind, true),
          count: rows.length,
          formatted: format.number(rows.length),
        })}
      </Button>
      {open ? (
        <ul className={classes.filteredList}>
          {ordered.slice(0, mostShown).map((row) => {
            const [target, targetKind] = targetOf(row);
            return (
              <li key={`${targetKind} ${target}`}>
                <NameLink id={target} kind={targetKind} icon />
                <span className={shared.quiet}>{format.list(row.reasons.map(reasonText))}</span>
                {row.verdicts?.map((note) => (
                  <span key={note.id} className={classes.filteredVerdict}>
                    <LanguageText value={note.reason} fallback={t('verdict.noReason')} />
                    <Link to="/record/$id" params={{ id: note.id }}>
                      {format.kindName('verdict')}
                    </Link>
                  </span>
                ))}
              </li>
            );
          })}
          {rows.length > mostShown ? (
            <li className={shared.quiet}>{t('filtered.more', { count: rows.length - mostShown })}</li>
          ) : null}
        </ul>
      ) : null}
    </div>
  );
}

function weight(row: FilteredRow): number {
  return row.reasons.every((reason) => reason === 'nothingInCommon') ? 0 : 1;
}

function targetOf(row: FilteredRow): readonly [string, KindName] {
  if (row.organisationId !== undefined) return [row.organisationId, 'organisation'];
  if (row.needId !== undefined) return [row.needId, 'need'];
  if (row.cityId !== undefined) return [row.cityId, 'city'];
  return [row.studyId ?? '', 'study'];
}
