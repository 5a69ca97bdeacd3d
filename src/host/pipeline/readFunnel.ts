import type { z } from 'zod';
import type { FunnelOutput, funnelInputSchema } from '#contract/pipelineSchemas.ts';
import type { RecordLabel } from '#contract/schemas.ts';
import { cohortYear, funnelOf } from '#core/projects/funnel.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';
import type { RegistryReader } from '../registry/reader.ts';
import { readAll } from './readAll.ts';

export type FunnelRequest = z.output<typeof funnelInputSchema>;
type GroupValue = string | number | null;

/** How far the projects that an audience may see came, together and by group; what is not recorded comes last. */
export function readFunnel(reader: RegistryReader, request: FunnelRequest): FunnelOutput {
  const { audience, today, by } = request;
  const { records, labels } = readAll(reader, 'project', audience, request.where);
  const cities = by === 'country' ? readAll(reader, 'city', audience) : undefined;
  const countryOf = new Map(cities?.records.map((city) => [city.id, city.country as string | undefined]));
  const groups = new Map<GroupValue, RegistryRecord[]>();
  for (const project of records) {
    const values = valuesOf(project, by, countryOf);
    for (const value of values.length > 0 ? values : [null]) {
      const own = groups.get(value);
      if (own) own.push(project);
      else groups.set(value, [project]);
    }
  }
  const names: Readonly<Record<string, RecordLabel>> = { ...cities?.labels, ...labels };
  return {
    total: funnelOf(records, today) as FunnelOutput['total'],
    groups: [...groups]
      .sort(([a, left], [b, right]) => compareGroups(a, b) || right.length - left.length)
      .map(([value, own]) => {
        const label = typeof value === 'string' ? names[value] : undefined;
        return { value, ...(label ? { label } : {}), funnel: funnelOf(own, today) as FunnelOutput['total'] };
      }),
  };
}

/** A project belongs to every country and sector that it has. */
function valuesOf(
  project: RegistryRecord,
  by: FunnelRequest['by'],
  countryOf: ReadonlyMap<string, string | undefined>,
): GroupValue[] {
  switch (by) {
    case 'fiscalYear':
      return [cohortYear(project)].filter((year) => year !== undefined);
    case 'country':
      return unique(((project.cities ?? []) as string[]).map((city) => countryOf.get(city)));
    case 'sector':
      return unique((project.sectors ?? []) as string[]);
    case 'programme':
      return unique([project.programme as string | undefined]);
  }
}

function unique(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values.filter((value) => value !== undefined))];
}

/** Years from the latest; records keep their order by size; what is unknown comes last. */
function compareGroups(a: GroupValue, b: GroupValue): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return typeof a === 'number' && typeof b === 'number' ? b - a : 0;
}
