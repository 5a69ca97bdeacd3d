import { ActionIcon, Button, NumberInput, Progress, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordDetail } from '#contract/schemas.ts';
import { tokyoDay } from '#core/calendar/tokyoDay.ts';
import {
  type MeasuredValue,
  type MeasureFacts,
  measuredPoints,
  measureProgress,
} from '#core/measures/measureProgress.ts';
import { Chip, type ChipTone } from '#ui/components/Chip.tsx';
import { reportError } from '#ui/host/reportError.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { useRecordChanges } from '../../data/useRecordChanges.ts';
import { readPartialDate } from '../../form/partialDate.ts';
import { PlainText } from '../../values/PlainText.tsx';
import { TableFrame } from '../../values/TableFrame.tsx';
import valueClasses from '../../values/values.module.css';
import classes from './domain.module.css';

const MeasureChart = lazy(() => import('./MeasureChart.tsx'));

const tones: Readonly<Record<string, ChipTone>> = {
  reached: 'success',
  nearer: 'accent',
  missed: 'danger',
  worse: 'warning',
};

/** How far an indicator has come: in words, as a chart, as a table; and a line to enter the next value. */
export function MeasureView({
  measure,
  name,
}: {
  readonly measure: RecordDetail['record'];
  readonly name: string;
}) {
  const { t } = useTranslation('domain');
  const format = useFormat();
  const changes = useRecordChanges();
  const facts = measure as unknown as MeasureFacts;
  const unit = typeof measure.unit === 'string' ? measure.unit : undefined;
  const points = measuredPoints(facts.values);
  const progress = measureProgress(facts, tokyoDay(Date.now()));
  const { share, state, latest } = progress;
  const number = (value: number) =>
    `${format.number(value, { maximumFractionDigits: 6 })}${unit ? ` ${unit}` : ''}`;
  const amend = (change: { add?: MeasuredValue[]; remove?: MeasuredValue[] }) =>
    changes.amend(measure.id, 'values', change);
  return (
    <div>
      <div className={classes.progress}>
        <Chip tone={tones[state] ?? 'plain'} hollow={state === 'unknown'}>
          {t(`measure.state.${state}`)}
        </Chip>
        {latest ? (
          <span>
            {t('measure.latest', { value: number(latest.value), date: format.shortDate(latest.date) })}
          </span>
        ) : null}
        {share === undefined ? null : (
          <>
            <Progress
              className={classes.bar}
              value={Math.min(Math.max(share, 0), 1) * 100}
              aria-label={`${t('measure.progress')}: ${name}`}
            />
            <span>{t('measure.share', { percent: format.number(Math.round(share * 100)) })}</span>
          </>
        )}
      </div>
      {progress.contradicts ? <p className={classes.quiet}>{t('measure.contradicts')}</p> : null}
      {points.length > 0 ? (
        <div className={classes.chart}>
          <Suspense fallback={null}>
            <MeasureChart points={points} baseline={facts.baseline} target={facts.target} unit={unit} />
          </Suspense>
        </div>
      ) : null}
      {(facts.values ?? []).length === 0 ? (
        <p className={classes.quiet}>{t('measure.none')}</p>
      ) : (
        <TableFrame label={`${t('measure.table')}: ${name}`}>
          <table className={valueClasses.table}>
            <thead>
              <tr>
                <th scope="col">{t('measure.date')}</th>
                <th scope="col" className={valueClasses.end}>
                  {t('measure.value')}
                </th>
                <th scope="col">{t('measure.note')}</th>
                <th scope="col">
                  <span className="musubi-hidden">{t('measure.remove', { date: '' })}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {[...points].reverse().map((point) => (
                <tr key={JSON.stringify(point)}>
                  <td>{format.date(point.date)}</td>
                  <td className={valueClasses.end}>{number(point.value)}</td>
                  <td>{point.note ? <PlainText>{point.note}</PlainText> : null}</td>
                  <td>
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      size="sm"
                      aria-label={t('measure.remove', { date: format.date(point.date) })}
                      onClick={() => amend({ remove: [point] }).catch(reportError)}
                    >
                      <IconTrash size={16} aria-hidden="true" />
                    </ActionIcon>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
      <ValueEntry name={name} onAdd={(value) => amend({ add: [value] })} />
    </div>
  );
}

interface ValueEntryProps {
  readonly name: string;
  readonly onAdd: (value: MeasuredValue) => Promise<void>;
}

function ValueEntry({ name, onAdd }: ValueEntryProps) {
  const { t } = useTranslation('domain');
  const [date, setDate] = useState('');
  const [value, setValue] = useState<string | number>('');
  const [note, setNote] = useState('');
  const [wrong, setWrong] = useState(false);
  const read = readPartialDate(date);
  const save = async () => {
    if (read === undefined || typeof value !== 'number') {
      setWrong(true);
      return;
    }
    setWrong(false);
    try {
      await onAdd({ date: read, value, ...(note.trim() ? { note: note.trim() } : {}) });
      setDate('');
      setValue('');
      setNote('');
    } catch (error) {
      reportError(error);
    }
  };
  return (
    <form
      className={classes.entry}
      aria-label={t('measure.addTo', { name })}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextInput
        label={t('measure.date')}
        value={date}
        error={wrong && read === undefined ? t('measure.dateHelp') : undefined}
        onChange={(event) => setDate(event.currentTarget.value)}
        autoComplete="off"
      />
      <NumberInput
        label={t('measure.value')}
        value={value}
        error={wrong && typeof value !== 'number' ? t('measure.needDate') : undefined}
        onChange={setValue}
        hideControls
      />
      <TextInput
        label={t('measure.note')}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" leftSection={<IconPlus size={16} aria-hidden="true" />}>
        {t('measure.add')}
      </Button>
    </form>
  );
}
