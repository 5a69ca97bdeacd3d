import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { daySpan } from '#core/calendar/days.ts';
import { Chip } from '#ui/components/Chip.tsx';
import { ErrorNotice } from '#ui/components/ErrorNotice.tsx';
import { RecordLink } from '#ui/components/RecordLink.tsx';
import { useToday } from '#ui/components/useToday.ts';
import { orpc } from '#ui/host/queries.ts';
import { useFormat } from '#ui/i18n/format.ts';
import shared from '../pipeline.module.css';
import { AddFollowUp, axisOf, stateTones } from './AfterlifeView.tsx';
import classes from './afterlife.module.css';
import { Silence } from './Silence.tsx';
import { StudyLine } from './StudyLine.tsx';

/** On a study's page: its line, and the same steps as a list. */
export function StudyAfterlife({ id }: { readonly id: string }) {
  const { t } = useTranslation('pipeline');
  const format = useFormat();
  const today = useToday();
  const { data, error } = useQuery(orpc.pipeline.afterlife.queryOptions({ input: { id, today } }));
  if (error) return <ErrorNotice error={error} />;
  const study = data?.studies[0];
  if (!data || !study) return null;
  const years = axisOf([study], today);
  const { steps } = study.line;
  return (
    <section className={classes.studyPanel} aria-label={t('afterlife.title')}>
      <header className={classes.studyHead}>
        <h2>{t('afterlife.title')}</h2>
        <Chip tone={stateTones[study.line.state]} hollow={study.line.state === 'none'}>
          {t(`afterlife.state.${study.line.state}`)}
        </Chip>
        {study.line.state === 'running' ? null : <AddFollowUp study={study} />}
      </header>
      <div className={classes.axis} data-alone aria-hidden="true">
        {Array.from({ length: years[1] - years[0] + 1 }, (_year, index) => (
          <span key={years[0] + index}>{String(years[0] + index).slice(2)}</span>
        ))}
      </div>
      <StudyLine study={study} labels={data.labels} years={years} today={today} />
      <p className={classes.studyNote}>
        <Silence study={study} labels={data.labels} />
      </p>
      {steps.length === 0 && study.line.state !== 'running' ? (
        <p className={shared.quiet}>{t('afterlife.noSteps')}</p>
      ) : null}
      {steps.length > 0 ? (
        <ol className={classes.steps} aria-label={t('afterlife.steps')}>
          {steps.map((step) => (
            <li key={`${step.id} ${step.date} ${step.state}`}>
              <span className={classes.stepDate}>{format.shortDate(step.date)}</span>
              <RecordLink
                id={step.id}
                kind={step.type === 'stage' ? 'project' : 'followUp'}
                label={data.labels[step.id]?.label}
                icon
              />
              {step.state ? (
                <Chip
                  hollow={step.planned}
                  tone={step.planned && (daySpan(step.date)?.last ?? '') < today ? 'danger' : 'plain'}
                >
                  {step.type === 'stage'
                    ? format.choice('project', 'stage', step.state)
                    : format.choice('followUp', 'status', step.state)}
                </Chip>
              ) : null}
            </li>
          ))}
        </ol>
      ) : null}
    </section>
  );
}
