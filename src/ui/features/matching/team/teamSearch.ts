/** What a team is asked for, as it stands in the address. */
export interface TeamSearch {
  readonly needs: readonly string[];
  /** Begins with all open needs of this city, until needs are chosen. */
  readonly city: string | undefined;
  readonly lead: string | undefined;
  readonly max: number | undefined;
}

const fewest = 1;
const most = 10;

/** Reads `?needs=a,b&lead=c&max=4`; what is not usable is passed over. */
export function readTeamSearch(search: Readonly<Record<string, unknown>>): TeamSearch {
  const max = Number(search.max);
  return {
    needs: [...new Set(text(search.needs)?.split(',').filter(Boolean) ?? [])],
    city: text(search.city),
    lead: text(search.lead),
    max: Number.isInteger(max) && max >= fewest && max <= most ? max : undefined,
  };
}

/** The inverse; what is not chosen is left out. */
export function writeTeamSearch(search: TeamSearch): Record<string, string | number> {
  return {
    ...(search.needs.length > 0 ? { needs: search.needs.join(',') } : {}),
    ...(search.city === undefined ? {} : { city: search.city }),
    ...(search.lead === undefined ? {} : { lead: search.lead }),
    ...(search.max === undefined ? {} : { max: search.max }),
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
