import { useTranslation } from 'react-i18next';
import type { AfterlifeOutput, AfterlifeStudyRow } from '#contract/pipelineSchemas.ts';
import { daySpan, daysFrom } from '#core/calendar/days.ts';
import { fiscalYearSpan } from '#core/calendar/fiscalYear.ts';
import { useFormat } from '#ui/i18n/format.ts';
import shared from '../pipeline.module.css';
import classes from './afterlife.module.css';
import { useDuration } from './useDuration.ts';

interface StudyLineProps {
  readonly study: AfterlifeStudyRow;
  readonly labels: AfterlifeOutput['labels'];
  /** First and last fiscal year of the axis. */
  readonly years: readonly [first: number, last: number];
  readonly today: string;
}

/** From a study over follow-ups and projects to roll-out on one line. Each mark says in words what it is. */
export function StudyLine({ study, labels, years, today }: StudyLineProps) {
  const { t } = useTranslation('pipeline');
  const format = useFormat();
  const duration = useDuration();
  const { line } = study;
  const start = fiscalYearSpan(years[0]).first;
  const end = fiscalYearSpan(years[1]).last;
  const length = daysFrom(start, end) + 1;
  const share = (day: string) => Math.min(100, Math.max(0, (daysFrom(start, day) / length) * 100));
  const bar = (from: string, to: string) => ({
    insetInlineStart: `${share(from)}%`,
    inlineSize: `${Math.max(0, share(to) - share(from))}%`,
  });
  const nameOf = (id: string) => format.plain(labels[id]?.label);
  const title = format.plain(study.label.label);
  return (
    <ul className={classes.line} aria-label={t('afterlife.lineOf', { title })}>
      {Array.from({ length: years[1] - years[0] }, (_year, index) => (
        <li
          key={years[0] + index + 1}
          className={classes.yearTick}
          aria-hidden="true"
          style={{ insetInlineStart: `${share(fiscalYearSpan(years[0] + index + 1).first)}%` }}
        />
      ))}
      {line.start && line.end ? (
        <li className={classes.lineStudy} style={bar(line.start, line.end)}>
          <Said
            text={t(line.endAssumed ? 'afterlife.periodAssumed' : 'afterlife.period', {
              start: format.shortDate(line.start),
              end: format.shortDate(line.end),
            })}
          />
        </li>
      ) : null}
      {line.gaps.map((gap) => (
        <li key={gap.from} className={classes.lineGap} style={bar(gap.from, gap.to)}>
          <Said
            text={t(gap.open ? 'afterlife.gapOpen' : 'afterlife.gap', {
              from: format.shortDate(gap.from),
              to: format.shortDate(gap.to),
              duration: duration(gap.days),
            })}
          />
        </li>
      ))}
      {line.steps.map((step) => {
        const day = daySpan(step.date)?.last ?? step.date;
        const facts = { name: nameOf(step.id), date: format.shortDate(step.date) };
        const text =
          step.type === 'stage'
            ? t('afterlife.stage', { ...facts, stage: format.choice('project', 'stage', step.state ?? '') })
            : t(step.planned ? 'afterlife.followUpPlanned' : 'afterlife.followUp', facts);
        return (
          <li
            key={`${step.id} ${step.date} ${step.state}`}
            className={classes.lineStep}
            data-type={step.type}
            data-planned={step.planned || undefined}
            data-late={(step.planned && day < today) || undefined}
            data-rollout={step.state === 'roll-out' || undefined}
            style={{ insetInlineStart: `${share(day)}%` }}
          >
            <Said text={text} />
          </li>
        );
      })}
      <li className={shared.todayLine} aria-hidden="true" style={{ insetInlineStart: `${share(today)}%` }} />
    </ul>
  );
}

function Said({ text }: { readonly text: string }) {
  return (
    <span className={classes.lineMark} title={text}>
      <span className="musubi-hidden">{text}</span>
    </span>
  );
}
