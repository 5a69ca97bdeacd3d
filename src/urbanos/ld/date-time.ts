const dateTimePattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}([.,]\d{1,9})?Z$/u;

/** True for a DateTime as NGSI-LD wants it: extended ISO 8601 in UTC, with Z (clause 4.6.3). */
export function isDateTime(text: string): boolean {
  return dateTimePattern.test(text) && !Number.isNaN(dateTimeValue(text));
}

/** Milliseconds since 1970 of a DateTime, or NaN. */
export function dateTimeValue(text: string): number {
  return Date.parse(text.replace(',', '.'));
}
