import { IconProgressAlert } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ComputedValues } from '#contract/schemas.ts';
import { completenessBand } from '#core/completeness/bands.ts';
import { Chip } from '#ui/components/Chip.tsx';
import { MarkChips } from '#ui/components/RecordMarks.tsx';

/** Says where a profile has grown old or lacks much, so that nobody takes an old claim for a fact. Never part of the score. */
export function ProfileState({ values }: { readonly values: ComputedValues | undefined }) {
  const { t } = useTranslation('domain');
  const { completeness, review } = values ?? {};
  return (
    <>
      {review?.until !== undefined && (review.band === 'stale' || review.band === 'due-soon') ? (
        <MarkChips marks={[{ type: review.band, date: review.until }]} />
      ) : null}
      {completeness !== undefined && completenessBand(completeness) === 'much' ? (
        <Chip
          small
          hollow
          icon={<IconProgressAlert size={14} aria-hidden="true" />}
          hint={t('completeness.label', { percent: completeness })}
        >
          {t('completeness.muchMissing')}
        </Chip>
      ) : null}
    </>
  );
}
