import { useTranslation } from 'react-i18next';
import type { AfterlifeOutput, AfterlifeStudyRow } from '#contract/pipelineSchemas.ts';
import { useFormat } from '#ui/i18n/format.ts';
import classes from './afterlife.module.css';
import { useDuration } from './useDuration.ts';

interface SilenceProps {
  readonly study: AfterlifeStudyRow;
  readonly labels: AfterlifeOutput['labels'];
}

/** Since when nothing is recorded, and what comes next. Nothing recorded is not nothing done: the words say so. */
export function Silence({ study: { line }, labels }: SilenceProps) {
  const { t } = useTranslation('pipeline');
  const format = useFormat();
  const duration = useDuration();
  const next = line.steps.find(({ planned }) => planned);
  const since = () => {
    if (line.silentSince === undefined || line.silentDays === undefined) {
      if (line.state !== 'running') return null;
      return line.end
        ? t('afterlife.running', { date: format.shortDate(line.end) })
        : t('afterlife.runningUnknown');
    }
    const facts = { date: format.shortDate(line.silentSince), duration: duration(line.silentDays) };
    if (line.silentSince !== line.end) return t('afterlife.quiet', facts);
    return t(line.endAssumed ? 'afterlife.sinceAssumed' : 'afterlife.since', facts);
  };
  return (
    <span className={classes.silence}>
      {since()}
      {next ? (
        <span>
          {t('afterlife.next', {
            name: format.plain(labels[next.id]?.label),
            date: format.shortDate(next.date),
          })}
        </span>
      ) : null}
    </span>
  );
}
