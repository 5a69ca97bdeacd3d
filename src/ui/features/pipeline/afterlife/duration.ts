/** Days as years and months, as one says how long ago something was; below two months as days. */
export interface Duration {
  readonly years: number;
  readonly months: number;
  readonly days: number;
}

export function durationOf(days: number): Duration {
  if (days < 60) return { years: 0, months: 0, days };
  const months = Math.floor(days / 30.44);
  return { years: Math.floor(months / 12), months: months % 12, days: 0 };
}
