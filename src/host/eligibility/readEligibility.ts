import type { ProgrammeCheck, ProgrammeChecks } from '#contract/domainSchemas.ts';
import type { RecordDetail, RecordLabel } from '#contract/schemas.ts';
import { checkProgramme } from '#core/eligibility/checkProgramme.ts';
import type { CheckedProgramme, CheckedProject } from '#core/eligibility/eligibilityTypes.ts';
import { MusubiError } from '#core/errors/musubiError.ts';
import type { Visibility } from '#core/kinds/choices.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';
import { readAll } from '../pipeline/readAll.ts';
import type { RegistryReader } from '../registry/reader.ts';

/** One project against one programme, as an audience sees both. @throws MusubiError NOT_FOUND */
export function readProgrammeCheck(
  reader: RegistryReader,
  projectId: string,
  programmeId: string,
  audience: Visibility,
  today: string,
): ProgrammeCheck {
  const project = readKind(reader, 'project', projectId, audience);
  const programme = readKind(reader, 'programme', programmeId, audience);
  const checked = new ProjectReader(reader, audience).read(project.record);
  const check = checkProgramme(programmeOf(programme.record), checked, today);
  const labels: Record<string, RecordLabel> = {
    ...programme.labels,
    ...project.labels,
    [projectId]: labelOf(project.record),
    [programmeId]: labelOf(programme.record),
  };
  return { projectId, programmeId, ...check, sources: [...programme.record.sources], labels };
}

/** A project against all programmes, or a programme against all projects; programmes without conditions are left out. */
export function readProgrammeChecks(
  reader: RegistryReader,
  id: string,
  audience: Visibility,
  today: string,
): ProgrammeChecks {
  const { record } = reader.get(id, audience);
  if (record.kind !== 'project' && record.kind !== 'programme') {
    throw new MusubiError('NOT_FOUND', { kind: 'project', id });
  }
  const projects = record.kind === 'project' ? [record] : readAll(reader, 'project', audience).records;
  const programmes = record.kind === 'programme' ? [record] : readAll(reader, 'programme', audience).records;
  const reading = new ProjectReader(reader, audience);
  const items: ProgrammeChecks['items'] = [];
  const labels: Record<string, RecordLabel> = {};
  for (const project of projects) {
    const checked = reading.read(project);
    for (const programme of programmes) {
      const { conditions: _, ...counts } = checkProgramme(programmeOf(programme), checked, today);
      if (counts.verdict === 'nothing') continue;
      items.push({ projectId: project.id, programmeId: programme.id, ...counts });
      labels[project.id] = labelOf(project);
      labels[programme.id] = labelOf(programme);
    }
  }
  const rank = { yes: 0, open: 1, no: 2, nothing: 3 };
  items.sort(
    (a, b) =>
      rank[a.verdict] - rank[b.verdict] || b.holds - a.holds || (a.programmeId < b.programmeId ? -1 : 1),
  );
  return { items, labels };
}

/** Reads what programmes ask about projects; each city, country and organisation once. */
class ProjectReader {
  readonly #reader: RegistryReader;
  readonly #audience: Visibility;
  readonly #known = new Map<string, RegistryRecord | undefined>();

  constructor(reader: RegistryReader, audience: Visibility) {
    this.#reader = reader;
    this.#audience = audience;
  }

  read(project: RegistryRecord): CheckedProject {
    const { funding } = project;
    const money = (funding ?? {}) as Partial<
      Record<'applicationFy' | 'totalYen' | 'subsidyYen', number | null>
    >;
    return {
      stage: text(project.stage),
      cities: list(project.cities).map((id) => this.#city(String(id))),
      partners: list(project.organisations).flatMap((member) => {
        const { organisation, role } = member as { organisation?: string | null; role?: string | null };
        return organisation ? [this.#partner(organisation, role ?? undefined)] : [];
      }),
      sectors: list(project.sectors).map(String),
      applicationFy: money.applicationFy ?? undefined,
      totalYen: money.totalYen ?? undefined,
      subsidyYen: money.subsidyYen ?? undefined,
    };
  }

  #city(id: string): CheckedProject['cities'][number] {
    const city = this.#get(id);
    const country = text(city?.country);
    const ascn = (city?.ascn as { member?: boolean | null } | undefined)?.member;
    return { id, country, asean: this.#isAsean(country), ascn: ascn ?? undefined };
  }

  #partner(id: string, role: string | undefined): CheckedProject['partners'][number] {
    const organisation = this.#get(id);
    const country = text(organisation?.homeCountry);
    return { id, role, type: text(organisation?.type), country, asean: this.#isAsean(country) };
  }

  #isAsean(country: string | undefined): boolean | undefined {
    const member = country === undefined ? undefined : this.#get(country)?.aseanMember;
    return typeof member === 'boolean' ? member : undefined;
  }

  #get(id: string): RegistryRecord | undefined {
    if (!this.#known.has(id)) this.#known.set(id, this.#read(id));
    return this.#known.get(id);
  }

  #read(id: string): RegistryRecord | undefined {
    try {
      return this.#reader.get(id, this.#audience).record as RegistryRecord;
    } catch (cause) {
      if (cause instanceof MusubiError && cause.code === 'NOT_FOUND') return undefined;
      throw cause;
    }
  }
}

function programmeOf(record: RegistryRecord): CheckedProgramme {
  return {
    status: text(record.status),
    years: record.years as CheckedProgramme['years'],
    eligibility: list(record.eligibility) as CheckedProgramme['eligibility'],
    conditions: list(record.conditions) as CheckedProgramme['conditions'],
    subsidy: record.subsidy as CheckedProgramme['subsidy'],
  };
}

function readKind(reader: RegistryReader, kind: KindName, id: string, audience: Visibility): RecordDetail {
  const detail = reader.get(id, audience);
  if (detail.record.kind !== kind) throw new MusubiError('NOT_FOUND', { kind, id });
  return detail;
}

function labelOf(record: RegistryRecord): RecordLabel {
  return { kind: record.kind, label: (record.title ?? record.name ?? {}) as RecordLabel['label'] };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
