import type { z } from 'zod';
import type { AfterlifeOutput, afterlifeInputSchema } from '#contract/pipelineSchemas.ts';
import type { RecordLabel } from '#contract/schemas.ts';
import { MusubiError } from '#core/errors/musubiError.ts';
import { definitionOf } from '#core/kinds/index.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';
import { afterlifeOf } from '#core/studies/afterlife.ts';
import type { RegistryReader } from '../registry/reader.ts';
import { readAll } from './readAll.ts';

export type AfterlifeRequest = z.output<typeof afterlifeInputSchema>;

/**
 * What became of studies, as an audience may know: follow-ups of the study or of a project that came from it, and
 * the stages of those projects.
 * @throws MusubiError NOT_FOUND for one study that this audience may not see
 */
export function readAfterlife(reader: RegistryReader, request: AfterlifeRequest): AfterlifeOutput {
  const { audience, today, id } = request;
  const studies = readStudies(reader, request);
  const followUps = readAll(reader, 'followUp', audience).records;
  const ofStudy = Map.groupBy(followUps, ({ study }) => study);
  const ofProject = Map.groupBy(followUps, ({ project }) => project);
  const projects = new Map<string, RegistryRecord[]>();
  for (const project of readAll(reader, 'project', audience).records) {
    for (const study of (project.studies ?? []) as string[]) {
      projects.set(study, [...(projects.get(study) ?? []), project]);
    }
  }
  const labels: Record<string, RecordLabel> = {};
  const rows = studies.records.map((study) => {
    const own = projects.get(study.id) ?? [];
    const steps = [
      ...new Set([...(ofStudy.get(study.id) ?? []), ...own.flatMap(({ id: to }) => ofProject.get(to) ?? [])]),
    ];
    for (const record of [...own, ...steps]) labels[record.id] = labelOf(record);
    const cities = (study.cities ?? []) as string[];
    for (const city of cities) if (studies.labels[city]) labels[city] = studies.labels[city];
    return {
      id: study.id,
      label: labelOf(study),
      ...(typeof study.fiscalYear === 'number' ? { fiscalYear: study.fiscalYear } : {}),
      cities: cities.filter((city) => city in labels),
      followUps: steps.map((followUp) => followUp.id),
      projects: own.map((project) => project.id),
      line: afterlifeOf(study, steps, own, today) as AfterlifeOutput['studies'][number]['line'],
    };
  });
  if (id !== undefined && rows.length === 0) throw new MusubiError('NOT_FOUND', { id });
  return { studies: rows, labels };
}

function readStudies(reader: RegistryReader, { id, audience, where }: AfterlifeRequest) {
  if (id === undefined) return readAll(reader, 'study', audience, where);
  const { record, labels } = reader.get(id, audience);
  return { records: record.kind === 'study' ? [record as RegistryRecord] : [], labels };
}

function labelOf(record: RegistryRecord): RecordLabel {
  const label = record[definitionOf(record.kind).label];
  return { kind: record.kind, label: (label ?? {}) as RecordLabel['label'] };
}
