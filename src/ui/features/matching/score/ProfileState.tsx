import { IconClockExclamation, IconProgressAlert } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ComputedValues } from '#contract/schemas.ts';
import { completenessBand } from '#core/completeness/bands.ts';
import { Chip } from '#ui/components/Chip.tsx';
import { useFormat } from '#ui/i18n/format.ts';

/** Says where a profile has grown old or lacks much, so that nobody takes an old claim for a fact. Never part of the score. */
export function ProfileState({ values }: { readonly values: ComputedValues | undefined }) {
  const { t } = useTranslation('domain');
  const format = useFormat();
  const { completeness, review } = values ?? {};
  const isOld = review?.until !== undefined && (review.band === 'stale' || review.band === 'due-soon');
  return (
    <>
      {isOld ? (
        <Chip
          tone={review.band === 'stale' ? 'warning' : 'plain'}
          icon={<IconClockExclamation size={16} aria-hidden="true" />}
          hint={t(review.band === 'stale' ? 'review.staleSince' : 'review.until', {
            date: format.date(review.until ?? ''),
          })}
        >
          {t(review.band === 'stale' ? 'review.staleProfile' : 'review.dueSoonProfile')}
        </Chip>
      ) : null}
      {completeness !== undefined && completenessBand(completeness) === 'much' ? (
        <Chip
          hollow
          icon={<IconProgressAlert size={16} aria-hidden="true" />}
          hint={t('completeness.label', { percent: completeness })}
        >
          {t('completeness.muchMissing')}
        </Chip>
      ) : null}
    </>
  );
}
