/** Japan Standard Time is UTC+9 all year round; it has had no summer time since 1951. */
const offsetMilliseconds = 9 * 3_600_000;

/**
 * The calendar day in Japan at an instant. Terms of memorandums and reviews of profiles change at midnight in Tokyo,
 * wherever the reader is.
 * @param instant milliseconds since 1970-01-01T00:00Z
 */
export function tokyoDay(instant: number): string {
  return new Date(instant + offsetMilliseconds).toISOString().slice(0, 10);
}
