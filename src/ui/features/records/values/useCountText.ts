import { useTranslation } from 'react-i18next';
import { useFormat } from '#ui/i18n/format.ts';

type Parts = Readonly<Record<string, unknown>>;

export interface CountText {
  /** `約19万人（2021年）`, without the year where none is known. */
  population(value: Parts): string;
  /** How many came, and how; undefined when nothing was counted. */
  participants(value: Parts): string | undefined;
}

/** Numbers of people, said as they are written: "about" where they are rounded, with the year they are from. */
export function useCountText(): CountText {
  const { t } = useTranslation('records');
  const format = useFormat();
  const people = (count: unknown, approximate: unknown) =>
    t(approximate === true ? 'value.aboutPeople' : 'value.people', { number: format.number(Number(count)) });
  return {
    population(value) {
      const count = people(value.value, value.approximate);
      return typeof value.year === 'number'
        ? t('value.withYear', { text: count, year: format.date(String(value.year)) })
        : count;
    },
    participants(value) {
      const ways = ['onsite', 'online', 'japan', 'asean'] as const;
      const details = ways
        .filter((way) => typeof value[way] === 'number')
        .map(
          (way) => `${format.fieldName('event', `participants.${way}`)} ${format.number(Number(value[way]))}`,
        );
      const total = typeof value.total === 'number' ? people(value.total, value.approximate) : undefined;
      const rest = details.length > 0 ? format.list(details) : undefined;
      if (total && rest) return `${total} ${t('value.inBrackets', { text: rest })}`;
      return total ?? rest;
    },
  };
}
