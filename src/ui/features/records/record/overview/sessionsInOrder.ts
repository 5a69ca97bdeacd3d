import type { LanguageMap } from '#core/kinds/fieldTypes.ts';

export interface Session {
  readonly date?: string | null;
  /** As `10:00` or `9:30-11:00`. */
  readonly time?: string | null;
  readonly title?: LanguageMap | null;
  readonly speakers?: readonly string[];
  readonly note?: string | null;
}

/** By day and hour; a session whose time cannot be read stands after those of its day, in the order of entry. */
export function sessionsInOrder(sessions: readonly Session[]): Session[] {
  return [...sessions].sort((a, b) => {
    const [first, second] = [keyOf(a), keyOf(b)];
    return first < second ? -1 : first > second ? 1 : 0;
  });
}

function keyOf({ date, time }: Session): string {
  const hour = /^\s*(\d{1,2})[:：](\d{2})/.exec((time ?? '').normalize('NFKC'));
  return `${date ?? '9999'} ${hour ? `${hour[1]?.padStart(2, '0')}:${hour[2]}` : '99'}`;
}
