import { Button, SegmentedControl } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AfterlifeStudyRow, afterlifeStates } from '#contract/pipelineSchemas.ts';
import { fiscalYearOfDay } from '#core/calendar/fiscalYear.ts';
import { Chip, type ChipTone } from '#ui/components/Chip.tsx';
import { EmptyState } from '#ui/components/EmptyState.tsx';
import { ErrorNotice } from '#ui/components/ErrorNotice.tsx';
import { LanguageText } from '#ui/components/LanguageText.tsx';
import { Loading } from '#ui/components/Loading.tsx';
import { RecordLink } from '#ui/components/RecordLink.tsx';
import { useToday } from '#ui/components/useToday.ts';
import { orpc } from '#ui/host/queries.ts';
import { useFormat } from '#ui/i18n/format.ts';
import shared from '../pipeline.module.css';
import type { ViewProps } from '../RecordViews.tsx';
import classes from './afterlife.module.css';
import { Silence } from './Silence.tsx';
import { StudyLine } from './StudyLine.tsx';

export const stateTones: Readonly<Record<AfterlifeStudyRow['line']['state'], ChipTone>> = {
  running: 'plain',
  none: 'warning',
  followUp: 'accent',
  project: 'accent',
  'roll-out': 'success',
};

const pageSize = 60;

/** All studies with what became of them; those of which nothing is recorded for longest lead. */
export function AfterlifeView({ where, selected }: ViewProps) {
  const { t } = useTranslation('pipeline');
  const format = useFormat();
  const today = useToday();
  const [state, setState] = useState('all');
  const [most, setMost] = useState(pageSize);
  const { data, error } = useQuery(
    orpc.pipeline.afterlife.queryOptions({
      input: { where: [...where], today },
      placeholderData: keepPreviousData,
    }),
  );
  const sorted = useMemo(
    () =>
      (data?.studies ?? []).toSorted(
        (a, b) => (b.line.silentDays ?? -1) - (a.line.silentDays ?? -1) || (a.id < b.id ? -1 : 1),
      ),
    [data],
  );
  if (error) return <ErrorNotice error={error} />;
  if (!data) return <Loading rows={8} height={28} />;
  const shown = sorted.filter(({ line }) => state === 'all' || line.state === state);
  const years = axisOf(data.studies, today);
  const count = (name: string) => data.studies.filter(({ line }) => line.state === name).length;
  return (
    <div className={classes.afterlife}>
      <SegmentedControl
        size="xs"
        className={classes.states}
        aria-label={t('afterlife.summary')}
        value={state}
        onChange={setState}
        data={[
          { value: 'all', label: `${t('afterlife.all')} ${format.number(data.studies.length)}` },
          ...afterlifeStates.map((value) => ({
            value,
            label: `${t(`afterlife.state.${value}`)} ${format.number(count(value))}`,
          })),
        ]}
      />
      {shown.length === 0 ? <EmptyState compact title={t('afterlife.empty')} /> : null}
      <div className={classes.axis} aria-hidden="true">
        {Array.from({ length: years[1] - years[0] + 1 }, (_year, index) => (
          <span key={years[0] + index}>{String(years[0] + index).slice(2)}</span>
        ))}
      </div>
      <ul className={classes.studies} aria-label={t('afterlife.title')}>
        {shown.slice(0, most).map((study) => (
          <li key={study.id} className={classes.study} data-selected={selected.has(study.id) || undefined}>
            <div className={classes.studyWords}>
              <RecordLink id={study.id} kind="study" label={study.label.label} />
              <span className={shared.cardLine}>
                {study.fiscalYear === undefined ? null : (
                  <span>{format.shortFiscalYear(study.fiscalYear)}</span>
                )}
                {study.cities.map((city) => (
                  <LanguageText key={city} value={data.labels[city]?.label} />
                ))}
              </span>
            </div>
            <div className={classes.studyCourse}>
              <StudyLine study={study} labels={data.labels} years={years} today={today} />
              <div className={classes.studyState}>
                <Chip tone={stateTones[study.line.state]} hollow={study.line.state === 'none'}>
                  {t(`afterlife.state.${study.line.state}`)}
                </Chip>
                <Silence study={study} labels={data.labels} />
                {study.line.state === 'running' ? null : <AddFollowUp study={study} />}
              </div>
            </div>
          </li>
        ))}
      </ul>
      {shown.length > most ? (
        <Button variant="default" size="sm" onClick={() => setMost(most + pageSize)}>
          {t('afterlife.more', {
            count: shown.length - most,
            formatted: format.number(shown.length - most),
          })}
        </Button>
      ) : null}
    </div>
  );
}

export function AddFollowUp({ study }: { readonly study: AfterlifeStudyRow }) {
  const { t } = useTranslation('pipeline');
  const [city, ...others] = study.cities;
  const search = { study: study.id, ...(city && others.length === 0 ? { city } : {}) };
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      leftSection={<IconPlus size={16} aria-hidden="true" />}
      renderRoot={(props) => (
        <Link to="/new/$kind" params={{ kind: 'followUp' }} search={search as never} {...props} />
      )}
    >
      {t('afterlife.addFollowUp')}
    </Button>
  );
}

/** The fiscal years from the first study to today, and on to what is planned. */
export function axisOf(studies: readonly AfterlifeStudyRow[], today: string): readonly [number, number] {
  const days = studies.flatMap(({ line }) => [
    ...(line.start ? [line.start] : []),
    ...(line.end ? [line.end] : []),
    ...line.steps.map(({ date }) => `${date}-01-01`.slice(0, 10)),
  ]);
  const years = [...days, today].map(fiscalYearOfDay);
  return [Math.min(...years), Math.max(...years)];
}
