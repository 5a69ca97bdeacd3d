import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Chip } from '../../components/Chip.tsx';
import { useFormat } from '../../i18n/format.ts';
import { daysBetween } from '../../i18n/formatting/dates.ts';

interface DueMarkProps {
  readonly date: string | undefined;
  readonly today: string;
}

/** How far a due date is. Late is said in words and with a sign, not by red alone. */
export function DueMark({ date, today }: DueMarkProps) {
  const { t } = useTranslation('home');
  const format = useFormat();
  if (!date) return null;
  const days = daysBetween(today, date) ?? 0;
  const distance = format.relativeDays(date, today) ?? '';
  if (days < 0) {
    return (
      <Chip tone="danger" icon={<IconAlertTriangle size={16} aria-hidden="true" />}>
        {t('due.late', { count: -days })}
      </Chip>
    );
  }
  return <Chip tone={days <= 7 ? 'warning' : 'plain'}>{distance}</Chip>;
}
