/**
 * Countries that share a land border, or a strait with daily ferry and trade links, with an ASEAN country.
 * Geography, by ISO 3166-1 alpha-2.
 */
const PAIRS: ReadonlyArray<readonly [string, string]> = [
  ['BN', 'MY'],
  ['BN', 'ID'],
  ['KH', 'LA'],
  ['KH', 'TH'],
  ['KH', 'VN'],
  ['ID', 'MY'],
  ['ID', 'SG'],
  ['ID', 'TL'],
  ['ID', 'PH'],
  ['LA', 'MM'],
  ['LA', 'TH'],
  ['LA', 'VN'],
  ['LA', 'CN'],
  ['MM', 'TH'],
  ['MM', 'IN'],
  ['MM', 'BD'],
  ['MM', 'CN'],
  ['MY', 'SG'],
  ['MY', 'TH'],
  ['MY', 'PH'],
  ['VN', 'CN'],
  ['MN', 'CN'],
];

const neighbours = new Map<string, Set<string>>();
for (const [a, b] of PAIRS) {
  neighbours.set(a, (neighbours.get(a) ?? new Set()).add(b));
  neighbours.set(b, (neighbours.get(b) ?? new Set()).add(a));
}

/** Neighbouring markets of a country, as a set of country codes. */
export function neighboursOf(country: string): ReadonlySet<string> {
  return neighbours.get(country.toUpperCase()) ?? new Set();
}
