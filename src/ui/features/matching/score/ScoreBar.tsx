import { useTranslation } from 'react-i18next';
import { useFormat } from '#ui/i18n/format.ts';
import type { Segment } from '../model/points.ts';
import classes from './score.module.css';
import tones from './tones.module.css';

export interface NamedSegment extends Segment {
  readonly name: string;
}

interface ScoreBarProps {
  readonly points: number;
  readonly segments: readonly NamedSegment[];
  /** Per cent taken away again at the end of the bar. */
  readonly taken?: number;
}

/** A score out of 100 as a bar made of its parts, each with its own colour and pattern. */
export function ScoreBar({ points, segments, taken = 0 }: ScoreBarProps) {
  const { t } = useTranslation('match');
  const format = useFormat();
  const parts = segments.map(({ name, points: own }) => t('score.part', { name, points: own }));
  if (taken > 0) parts.push(t('score.taken', { points: Math.round(taken) }));
  return (
    <div className={tones.bar} role="img" aria-label={t('score.bar', { points, parts: format.list(parts) })}>
      {segments.map((segment) => (
        <span
          key={segment.key}
          className={classes.segment}
          data-tone={segment.tone}
          style={{ width: `${segment.width}%` }}
        />
      ))}
      {taken > 0 ? (
        <span className={classes.taken} style={{ insetInlineStart: `${points}%`, width: `${taken}%` }} />
      ) : null}
    </div>
  );
}

/** The colour and pattern of a part beside its name. */
export function Swatch({ tone }: { readonly tone: number }) {
  return <span className={tones.swatch} data-tone={tone} aria-hidden="true" />;
}
