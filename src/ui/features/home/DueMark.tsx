import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { daySpan, daysFrom } from '#core/calendar/days.ts';
import { Chip } from '../../components/Chip.tsx';
import { useFormat } from '../../i18n/format.ts';

interface DueMarkProps {
  readonly date: string | undefined;
  readonly today: string;
}

/** How far a due date is. Late is said in words and with a sign, not by red alone. */
export function DueMark({ date, today }: DueMarkProps) {
  const { t } = useTranslation('home');
  const format = useFormat();
  // What is known to the month only is late when the month is over.
  const last = daySpan(date)?.last;
  if (last === undefined) return null;
  const days = daysFrom(today, last);
  const distance = format.relativeDays(last, today) ?? '';
  if (days < 0) {
    return (
      <Chip tone="danger" icon={<IconAlertTriangle size={16} aria-hidden="true" />}>
        {t('due.late', { count: -days })}
      </Chip>
    );
  }
  return <Chip tone={days <= 7 ? 'warning' : 'plain'}>{distance}</Chip>;
}
