import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { daySpan, daysFrom } from '#core/calendar/days.ts';
import { Chip } from '#ui/components/Chip.tsx';
import { useFormat } from '#ui/i18n/format.ts';

/** How far a due date is, by its last day. Late is said in words and with a sign, not by red alone. */
export function DueChip({ date, today }: { readonly date: string | undefined; readonly today: string }) {
  const { t } = useTranslation('followUps');
  const format = useFormat();
  const last = daySpan(date)?.last;
  if (last === undefined) return null;
  const days = daysFrom(today, last);
  if (days < 0) {
    return (
      <Chip tone="danger" icon={<IconAlertTriangle size={16} aria-hidden="true" />}>
        {t('late', { count: -days, formatted: format.number(-days) })}
      </Chip>
    );
  }
  return <Chip tone={days <= 7 ? 'warning' : 'plain'}>{format.relativeDays(last, today) ?? ''}</Chip>;
}
