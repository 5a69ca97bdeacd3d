import { Button, Radio } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportRow } from '#contract/importSchemas.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { lookUp } from '#ui/i18n/lookUp.ts';
import classes from '../import.module.css';

interface CandidateChoiceProps {
  readonly row: ImportRow;
  readonly busy: boolean;
  readonly onDecide: (decision: string | null) => void;
}

/** Whether a row is about a record that is there, with what speaks for it. A sure match is one line that opens. */
export function CandidateChoice({ row, busy, onDecide }: CandidateChoiceProps) {
  const { t } = useTranslation('importScreens');
  const format = useFormat();
  const isSure = row.decision === undefined && (row.action === 'update' || row.action === 'unchanged');
  const [isOpen, setIsOpen] = useState(false);
  // Seen at once; the check that follows brings what it leads to.
  const [chosen, setChosen] = useState<string>();
  const [best] = row.candidates;
  const reasons = useReasons();
  if (isSure && best && !isOpen) {
    return (
      <p className={classes.matched}>
        <span className={classes.quiet}>{reasons(best)}</span>
        <Button size="compact-xs" variant="subtle" disabled={busy} onClick={() => setIsOpen(true)}>
          {t('check.decide')}
        </Button>
      </p>
    );
  }
  return (
    <Radio.Group
      size="sm"
      label={t('check.candidates', { row: format.number(row.row) })}
      className={classes.candidates}
      value={chosen ?? row.decision ?? (isSure ? row.id : '') ?? ''}
      onChange={(decision) => {
        setChosen(decision);
        onDecide(decision);
      }}
    >
      {row.candidates.map((candidate) => {
        const name = format.plain(candidate.label) || candidate.id;
        return (
          <div key={candidate.id} className={classes.candidate}>
            <Radio
              size="sm"
              value={candidate.id}
              disabled={busy}
              label={t('check.same', { name })}
              description={
                candidate.row === undefined
                  ? reasons(candidate)
                  : t('check.rowMade', { row: format.number(candidate.row) })
              }
            />
            {candidate.row === undefined ? (
              <Link
                to="/record/$id"
                params={{ id: candidate.id }}
                aria-label={`${t('check.look')} ${name}`}
                className={classes.look}
              >
                {t('check.look')}
              </Link>
            ) : null}
          </div>
        );
      })}
      <Radio size="sm" value="create" disabled={busy} label={t('check.asNew')} />
      <Radio size="sm" value="skip" disabled={busy} label={t('check.leaveOut')} />
    </Radio.Group>
  );
}

function useReasons() {
  const { t, i18n } = useTranslation(['importScreens', 'import']);
  const format = useFormat();
  return ({ score, because }: ImportRow['candidates'][number]) =>
    format.list([
      t('importScreens:check.score', { score: format.number(Math.round(score * 100)) }),
      ...because.map((reason) => lookUp(i18n, [`import:because.${reason}`]) ?? reason),
    ]);
}
