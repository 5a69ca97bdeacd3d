import type { BriefRequest } from '#contract/schemas.ts';
import {
  type BriefInput,
  type BriefSubject,
  type BriefSubjectKind,
  briefSubjectKinds,
  type Translate,
} from '#core/briefs/briefInput.ts';
import { mapNeighbours } from '#core/briefs/locatorMap.ts';
import { MusubiError } from '#core/errors/musubiError.ts';
import type { Visibility } from '#core/kinds/choices.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { referencedIds } from '#core/records/audience.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';
import { collectMatching } from './collectMatching.ts';
import type { MatchingSource } from './matchingSource.ts';
import type { RecordLabel, RecordReader } from './recordReader.ts';

/**
 * Gathers what a brief is made of, seen as its audience sees it.
 * @throws MusubiError NOT_FOUND for a subject that is not there, is of another kind, or is above the audience
 * @throws MusubiError INVALID_INPUT for a kind that has no brief
 */
export function collectBrief(
  request: BriefRequest,
  reader: RecordReader,
  asOf: string,
  translate: Translate,
  matching?: MatchingSource,
): BriefInput {
  const { audience, language } = request;
  const kind = subjectKind(request.kind);
  const named: Record<string, RecordLabel> = {};
  const subjects = [...new Set(request.ids)].map((id) => {
    const record = reader.get(id, audience);
    if (!record || record.kind !== kind) throw new MusubiError('NOT_FOUND', { id });
    const around = new Surroundings(reader, audience, id);
    if (kind === 'city') aroundCity(around, record);
    else if (kind === 'study') aroundStudy(around, record);
    else aroundMission(around, record);
    const subject = { record, related: around.byKind() };
    if (!request.matching || !matching) return subject;
    const found = collectMatching(subject, { matching, reader, audience, asOf });
    Object.assign(named, found.labels);
    return { ...subject, matching: found.matching };
  });
  const mentioned = subjects.flatMap(({ record, related }: BriefSubject) =>
    [record, ...Object.values(related).flat()].flatMap((each) => [each.id, ...referencedIds(each)]),
  );
  const labels = { ...named, ...reader.labels([...new Set([...mentioned, ...mapNeighbours])], audience) };
  return { kind, subjects, labels, language, audience, asOf, translate };
}

function subjectKind(kind: KindName): BriefSubjectKind {
  const known = briefSubjectKinds.find((candidate) => candidate === kind);
  if (!known) {
    throw new MusubiError('INVALID_INPUT', {
      problems: [{ path: 'kind', reason: 'notChoice', value: kind, allowed: briefSubjectKinds }],
    });
  }
  return known;
}

/** The records around a subject, each once. */
class Surroundings {
  readonly #reader: RecordReader;
  readonly #audience: Visibility;
  readonly #subject: string;
  readonly #records = new Map<string, RegistryRecord>();

  constructor(reader: RecordReader, audience: Visibility, subject: string) {
    this.#reader = reader;
    this.#audience = audience;
    this.#subject = subject;
  }

  add(ids: Iterable<unknown>, accept: (record: RegistryRecord) => boolean = () => true): RegistryRecord[] {
    const added: RegistryRecord[] = [];
    for (const id of ids) {
      if (typeof id !== 'string' || id === this.#subject || this.#records.has(id)) continue;
      const record = this.#reader.get(id, this.#audience);
      if (!record || !accept(record)) continue;
      this.#records.set(id, record);
      added.push(record);
    }
    return added;
  }

  /** Adds the records of some kinds that are linked with a record. */
  linked(
    id: string,
    kinds: readonly KindName[],
    accept: (record: RegistryRecord) => boolean = () => true,
  ): RegistryRecord[] {
    const ids = this.#reader
      .linked(id, this.#audience)
      .filter(({ kind }) => kinds.includes(kind))
      .map((link) => link.id);
    return this.add(ids, accept);
  }

  all(kind: KindName): RegistryRecord[] {
    return [...this.#records.values()].filter((record) => record.kind === kind);
  }

  byKind(): BriefSubject['related'] {
    const related: Partial<Record<KindName, RegistryRecord[]>> = {};
    for (const record of this.#records.values()) {
      const own = related[record.kind];
      if (own) own.push(record);
      else related[record.kind] = [record];
    }
    return related;
  }
}

function aroundCity(around: Surroundings, city: RegistryRecord) {
  around.linked(city.id, ['study', 'need', 'mou', 'event', 'followUp', 'project']);
  around.linked(city.id, ['organisation'], (record) => ids(record, 'citiesActive').includes(city.id));
  around.linked(city.id, ['solution'], isUsedIn([city.id]));
  addOutcomes(around);
  if (typeof city.country === 'string') {
    around.add([city.country]);
    addNational(around, city.country);
  }
  addOrganisations(around, (mou) => ids(mou, 'cities').includes(city.id));
}

function aroundStudy(around: Surroundings, study: RegistryRecord) {
  const cities = ids(study, 'cities');
  around.add([...cities, ...ids(study, 'countries')]);
  around.linked(study.id, ['followUp', 'project', 'measure', 'need']);
  for (const city of cities) around.linked(city, ['need', 'mou', 'study'], isAboutCity(city));
  if (cities.length === 0) {
    for (const country of ids(study, 'countries')) {
      around.linked(country, ['mou'], (mou) => ids(mou, 'cities').length === 0);
    }
  }
  const members = parts(study, 'consortium').map(({ orgId }) => orgId);
  for (const member of around.add(members)) {
    around.linked(
      member.id,
      ['solution'],
      (solution) => solution.organisation === member.id && isUsedIn(cities)(solution),
    );
  }
  for (const project of around.all('project')) {
    around.linked(project.id, ['measure', 'followUp'], (record) => record.project === project.id);
  }
}

/** What was captured on it, and the places and organisations that it names. */
function aroundMission(around: Surroundings, mission: RegistryRecord) {
  const cities = around.add(ids(mission, 'cities'));
  around.add(cities.map(({ country }) => country));
  const captured = around.linked(
    mission.id,
    ['missionNote', 'need', 'followUp'],
    (record) => record.mission === mission.id,
  );
  for (const { id } of [mission, ...captured])
    around.linked(id, ['attachment'], (attachment) => ids(attachment, 'about').includes(id));
}

function isAboutCity(city: string): (record: RegistryRecord) => boolean {
  return (record) => record.city === city || ids(record, 'cities').includes(city);
}

/** What came of the studies and projects, also where it does not name the city again. */
function addOutcomes(around: Surroundings) {
  for (const study of around.all('study')) {
    around.linked(study.id, ['followUp', 'project'], (record) =>
      record.kind === 'followUp' ? record.study === study.id : ids(record, 'cities').length === 0,
    );
  }
  for (const project of around.all('project')) {
    around.linked(project.id, ['followUp'], (record) => record.project === project.id);
  }
}

/** Memoranda and meetings that concern the country as a whole. */
function addNational(around: Surroundings, country: string) {
  const concernsNoCity = (record: RegistryRecord): boolean => ids(record, 'cities').length === 0;
  around.linked(country, ['mou'], (mou) => concernsNoCity(mou) && ids(mou, 'countries').includes(country));
  around.linked(country, ['event'], (event) => concernsNoCity(event) && event.country === country);
}

/** Who took part in the studies, memoranda and projects, or offers a solution that is in use there. */
function addOrganisations(around: Surroundings, isOwnMou: (mou: RegistryRecord) => boolean) {
  around.add(around.all('study').flatMap((study) => parts(study, 'consortium').map(({ orgId }) => orgId)));
  around.add(
    around
      .all('mou')
      .filter(isOwnMou)
      .flatMap((mou) => parts(mou, 'parties').map(({ orgId }) => orgId)),
  );
  around.add(
    around
      .all('project')
      .flatMap((project) => parts(project, 'organisations').map((each) => each.organisation)),
  );
  around.add(around.all('solution').map(({ organisation }) => organisation));
  around.add(around.all('followUp').map(({ responsible }) => responsible));
}

function isUsedIn(cities: readonly string[]): (solution: RegistryRecord) => boolean {
  return (solution) =>
    parts(solution, 'where').some(({ city }) => typeof city === 'string' && cities.includes(city));
}

function ids(record: RegistryRecord, field: string): readonly string[] {
  const value = record[field];
  return Array.isArray(value) ? (value as string[]) : [];
}

function parts(record: RegistryRecord, field: string): readonly Readonly<Record<string, unknown>>[] {
  const value = record[field];
  return Array.isArray(value) ? (value as Record<string, unknown>[]) : [];
}
