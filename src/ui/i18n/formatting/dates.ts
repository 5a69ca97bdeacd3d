/** A date as precisely as it is known. */
export type DatePrecision = 'day' | 'month' | 'year';

export interface DateParts {
  readonly precision: DatePrecision;
  /** Midnight UTC of the first day that is meant: a calendar day has no time zone. */
  readonly time: Date;
}

/** Reads `2025`, `2025-04` or `2025-04-01`; undefined for anything else. */
export function readDate(text: string): DateParts | undefined {
  const parts = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(text);
  if (!parts) return undefined;
  const precision = parts[3] ? 'day' : parts[2] ? 'month' : 'year';
  return {
    precision,
    time: new Date(Date.UTC(Number(parts[1]), Number(parts[2] ?? 1) - 1, Number(parts[3] ?? 1))),
  };
}

/**
 * The locale for dates. English as ministries write it, day first. Years are always those of the common era:
 * a Thai reader compares them with fiscal years that are written so.
 */
export function dateLocale(language: string): string {
  return language === 'en' ? 'en-GB' : `${language}-u-ca-gregory-nu-latn`;
}

const dateStyles: Readonly<Record<DatePrecision, Intl.DateTimeFormatOptions>> = {
  day: { year: 'numeric', month: 'short', day: 'numeric' },
  month: { year: 'numeric', month: 'short' },
  year: { year: 'numeric' },
};

const formats = new Map<string, Intl.DateTimeFormat>();

/** Made once for each way of writing: making one takes longer than a hundred dates. */
function dateFormat(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([language, options]);
  const format = formats.get(key) ?? new Intl.DateTimeFormat(dateLocale(language), options);
  formats.set(key, format);
  return format;
}

/** `2025年4月1日`, `1 Apr 2025`, `2025年4月`, `Apr 2025`, `2025年`, `2025`. */
export function formatDate(parts: DateParts, language: string): string {
  return dateFormat(language, { ...dateStyles[parts.precision], timeZone: 'UTC' }).format(parts.time);
}

/** `火`, `Tue`. */
export function formatWeekday(parts: DateParts, language: string): string {
  return dateFormat(language, { weekday: 'short', timeZone: 'UTC' }).format(parts.time);
}

/** A moment on the reader's clock: `2025年4月1日 14:05`, `1 Apr 2025, 14:05`. */
export function formatInstant(iso: string, language: string, timeZone?: string): string {
  return dateFormat(language, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(new Date(iso));
}

/** The reader's calendar day, `2025-04-01`. */
export function dayOf(moment: Date): string {
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${moment.getFullYear()}-${pad(moment.getMonth() + 1)}-${pad(moment.getDate())}`;
}

/** Whole days from `from` to `to`; a date known only by month or year counts from its first day. */
export function daysBetween(from: string, to: string): number | undefined {
  const start = readDate(from);
  const end = readDate(to);
  return start && end ? Math.round((end.time.getTime() - start.time.getTime()) / 86_400_000) : undefined;
}

/** `3日後`, `yesterday`, `4 months ago`: days up to six weeks, then months, then years. */
export function formatRelativeDays(days: number, language: string): string {
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const words = (count: number, unit: Intl.RelativeTimeFormatUnit) =>
    // Japanese sets no blank between a number and its counter; the locale data do.
    relative.format(count, unit).replaceAll(/(?<=\d) (?=\p{Script=Han}|\p{Script=Katakana})/gu, '');
  const size = Math.abs(days);
  if (size < 45) return words(days, 'day');
  if (size < 700) return words(Math.round(days / 30.44), 'month');
  return words(Math.round(days / 365.25), 'year');
}
