/** The date as people write it, in the precision that is known: `2020年12月16日`, `Mar 2016`, `2018`. */
export function formatDate(date: string, language: string): string {
  const [year = '', month, day] = date.split('-');
  if (language === 'ja') {
    return `${Number(year)}年${month ? `${Number(month)}月` : ''}${day ? `${Number(day)}日` : ''}`;
  }
  if (!month) return year;
  const moment = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1)));
  const name = new Intl.DateTimeFormat(language === 'en' ? 'en-US' : language, {
    month: 'short',
    timeZone: 'UTC',
  }).format(moment);
  return `${day ? `${Number(day)} ` : ''}${name} ${year}`;
}

/** A span of dates; one date where both are the same or only one is known. */
export function formatSpan(start: string | undefined, end: string | undefined, language: string): string {
  if (!start || !end || start === end) return formatDate(start ?? end ?? '', language);
  return language === 'ja'
    ? `${formatDate(start, language)}～${formatDate(end, language)}`
    : `${formatDate(start, language)} – ${formatDate(end, language)}`;
}

/**
 * A Japanese fiscal year (April to March) by the year in which it begins; in Japanese with its era year.
 * Eras by the beginning of the fiscal year's greater part: Reiwa from FY2019, Heisei from FY1989.
 */
export function formatFiscalYear(year: number, language: string): string {
  if (language !== 'ja') return `FY${year}`;
  const era = eraYear(year);
  return era ? `FY${year}（${era}年度）` : `FY${year}`;
}

function eraYear(year: number): string | undefined {
  const era = [
    { name: '令和', first: 2019 },
    { name: '平成', first: 1989 },
    { name: '昭和', first: 1926 },
  ].find(({ first }) => year >= first);
  if (!era) return undefined;
  const count = year - era.first + 1;
  return `${era.name}${count === 1 ? '元' : count}`;
}

/** For sorting by date, newest first, with records of unknown date last. */
export function byDateDescending<Item>(dateOf: (item: Item) => string | undefined) {
  return (a: Item, b: Item): number => {
    const [left, right] = [dateOf(a) ?? '', dateOf(b) ?? ''];
    return left === right ? 0 : left < right ? 1 : -1;
  };
}
