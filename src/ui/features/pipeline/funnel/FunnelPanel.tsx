import { useTranslation } from 'react-i18next';
import type { FunnelOutput } from '#contract/pipelineSchemas.ts';
import { useFormat } from '#ui/i18n/format.ts';
import shared from '../pipeline.module.css';
import classes from './funnel.module.css';

type Funnel = FunnelOutput['total'];

interface FunnelPanelProps {
  readonly name: { readonly text: string; readonly lang?: string };
  readonly funnel: Funnel;
}

/** A funnel as a picture, with its numbers in a table beside it. */
export function FunnelPanel({ name, funnel }: FunnelPanelProps) {
  const { t } = useTranslation('pipeline');
  const format = useFormat();
  const { projects, steps, stopped, unknown } = funnel;
  const days = ({ median, count }: Funnel['steps'][number]['stayed']) =>
    median === null ? (
      <span className={shared.quiet}>{t('funnel.none')}</span>
    ) : (
      <>
        {t('funnel.days', { count: Math.round(median), formatted: format.number(Math.round(median)) })}
        <span className={classes.counted}>{t('funnel.of', { count, formatted: format.number(count) })}</span>
      </>
    );
  return (
    <section className={classes.funnelPanel} aria-label={name.text}>
      <header className={classes.funnelHead}>
        <h2 lang={name.lang}>{name.text}</h2>
        <span className={shared.quiet}>
          {[
            t('funnel.projects', { count: projects, formatted: format.number(projects) }),
            ...(stopped.count > 0
              ? [t('funnel.stopped', { count: stopped.count, formatted: format.number(stopped.count) })]
              : []),
            ...(unknown > 0
              ? [t('funnel.unknownStage', { count: unknown, formatted: format.number(unknown) })]
              : []),
          ].join(' · ')}
        </span>
      </header>
      <div className={classes.funnelTableFrame}>
        <table className={classes.funnelTable} aria-label={t('funnel.tableLabel', { group: name.text })}>
          <thead>
            <tr>
              <th scope="col">{format.fieldName('project', 'stage')}</th>
              <td aria-hidden="true" />
              <th scope="col">{t('funnel.column.reached')}</th>
              <th scope="col">{t('funnel.column.conversion')}</th>
              <th scope="col">{t('funnel.column.now')}</th>
              <th scope="col">{t('funnel.column.stayed')}</th>
              <th scope="col">{t('funnel.column.waiting')}</th>
              <th scope="col">{t('funnel.column.stopped')}</th>
            </tr>
          </thead>
          <tbody>
            {steps.map((step) => (
              <tr key={step.stage}>
                <th scope="row">{format.choice('project', 'stage', step.stage)}</th>
                <td className={classes.funnelBarCell} aria-hidden="true">
                  <span
                    className={classes.funnelBar}
                    style={{ inlineSize: `${projects === 0 ? 0 : (step.reached / projects) * 100}%` }}
                  />
                </td>
                <td>{format.number(step.reached)}</td>
                <td>
                  {step.conversion === null ? (
                    <span className={shared.quiet}>{t('funnel.none')}</span>
                  ) : (
                    format.number(step.conversion, { style: 'percent', maximumFractionDigits: 0 })
                  )}
                </td>
                <td>{format.number(step.now)}</td>
                <td>{days(step.stayed)}</td>
                <td>{days(step.waiting)}</td>
                <td>{format.number(stopped.after[step.stage] ?? 0)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
