import { Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ComputedValues } from '#contract/schemas.ts';
import type { ComputedField } from '#core/completeness/computedFields.ts';
import type { ReviewBand } from '#core/completeness/review.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { Chip, type ChipTone } from '#ui/components/Chip.tsx';
import { useFormat } from '#ui/i18n/format.ts';
import classes from './values.module.css';

interface ComputedValueProps {
  readonly kind: KindName;
  readonly field: ComputedField;
  readonly values: ComputedValues | undefined;
}

const tones: Readonly<Record<ReviewBand, ChipTone>> = {
  stale: 'warning',
  'due-soon': 'accent',
  current: 'success',
  never: 'plain',
};

/** What follows from a record, in one line of a table; nothing while it is on its way. */
export function ComputedValue({ kind, field, values }: ComputedValueProps) {
  const { t } = useTranslation('domain');
  const format = useFormat();
  if (field === 'review') {
    const review = values?.review;
    if (!review) return null;
    return (
      <span className={classes.computed}>
        <Chip tone={tones[review.band]} hollow={review.band === 'never'}>
          {format.choice(kind, field, review.band)}
        </Chip>
        {review.until === undefined ? null : (
          <time dateTime={review.until}>{format.shortDate(review.until)}</time>
        )}
      </span>
    );
  }
  const percent = values?.completeness;
  if (percent === undefined) return null;
  return (
    <span className={classes.computed}>
      <Progress className={classes.computedBar} value={percent} aria-hidden="true" />
      <span className={classes.computedNumber}>{t('completeness.percent', { percent })}</span>
    </span>
  );
}
