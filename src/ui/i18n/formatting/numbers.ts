/** `1,234,567`: grouped, in the digits that fiscal years and dates are written in. */
export function formatNumber(
  value: number,
  language: string,
  options: Intl.NumberFormatOptions = {},
): string {
  const key = JSON.stringify([language, options]);
  const format = formats.get(key) ?? new Intl.NumberFormat(`${language}-u-nu-latn`, options);
  formats.set(key, format);
  return format.format(value);
}

const formats = new Map<string, Intl.NumberFormat>();

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** `12.4 MB`. */
export function formatBytes(bytes: number, language: string): string {
  let value = bytes;
  let step = 0;
  while (value >= 1000 && step < units.length - 1) {
    value /= 1000;
    step += 1;
  }
  return formatNumber(value, language, {
    style: 'unit',
    unit: units[step],
    // Whole bytes in words, for they have no sign of their own: `83 bytes`.
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: value < 10 && step > 0 ? 1 : 0,
  });
}
