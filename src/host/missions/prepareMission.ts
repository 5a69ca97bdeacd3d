import type { Preparation, PreparedCity } from '#contract/missionSchemas.ts';
import type { RecordDetail } from '#contract/schemas.ts';
import { MusubiError } from '#core/errors/musubiError.ts';
import type { Visibility } from '#core/kinds/choices.ts';
import type { KindName, LanguageMap } from '#core/kinds/fieldTypes.ts';
import { binds, type MouTerm, mouStanding } from '#core/mous/mouStanding.ts';
import type { RegistryReader } from '../registry/reader.ts';

type Found = RecordDetail['record'];

const mostNotes = 8;
const mostOutcomes = 6;
/** Shown where the dates of a memorandum do not decide: it may be in force. */
const perhaps = 'unknown';

/**
 * Everything that is known about the cities of a mission, as one audience sees it.
 * @throws MusubiError NOT_FOUND for a mission that is not there or above the audience
 */
export function prepareMission(
  reader: RegistryReader,
  id: string,
  today: string,
  audience: Visibility,
): Preparation {
  const asked = new Around(reader, audience);
  const mission = asked.get(id);
  if (mission?.kind !== 'mission') throw new MusubiError('NOT_FOUND', { kind: 'mission', id });
  const cities = ids(mission, 'cities').flatMap((cityId) => {
    const city = asked.get(cityId);
    return city && !city.deletedAt ? [prepareCity(asked, city, mission.id, today)] : [];
  });
  return { mission, cities, labels: asked.labels };
}

function prepareCity(asked: Around, city: Found, missionId: string, today: string): PreparedCity {
  const studies = asked.linked(city.id, ['study']).sort(byDescending('fiscalYear'));
  const projects = asked.linked(city.id, ['project']);
  const followUps = unique([
    ...asked.linked(city.id, ['followUp']),
    ...studies.flatMap((study) => asked.linked(study.id, ['followUp'])),
    ...projects.flatMap((project) => asked.linked(project.id, ['followUp'])),
  ]).filter((followUp) => followUp.city === undefined || followUp.city === city.id);
  const isBinding = (mou: Found) => {
    const renewals = asked.linked(mou.id, ['mou']).filter((other) => other.renewalOf === mou.id);
    const standing = mouStanding(mou as MouTerm, renewals as readonly MouTerm[], today);
    return binds(standing) || standing === perhaps;
  };
  const own = asked.linked(city.id, ['mou']);
  const national =
    typeof city.country === 'string'
      ? asked.linked(city.country, ['mou']).filter((mou) => ids(mou, 'cities').length === 0)
      : [];
  return {
    city,
    needs: asked
      .linked(city.id, ['need'])
      .filter(({ state }) => state !== 'covered' && state !== 'expired')
      .sort(byDescending('statedOn')),
    followUps: followUps
      .filter(({ status }) => status !== 'done' && status !== 'dropped')
      .sort((a, b) => compare(String(a.due ?? '9999'), String(b.due ?? '9999'))),
    studies: studies.map((study) => ({
      study,
      outcomes: unique(asked.linked(study.id, ['followUp', 'project']))
        .sort(byDescending('date'))
        .slice(0, mostOutcomes),
    })),
    mous: [...own.sort(byDescending('date')), ...national.sort(byDescending('date'))].filter(isBinding),
    notes: asked.linked(city.id, ['missionNote']).sort(byDescending('date')).slice(0, mostNotes),
    met: asked
      .linked(city.id, ['mission'])
      .filter((mission) => mission.id !== missionId)
      .sort(byDescending('from'))
      .flatMap((mission) => metIn(mission, city.id)),
  };
}

function metIn(mission: Found, cityId: string): PreparedCity['met'] {
  const isOnlyCity = ids(mission, 'cities').length === 1;
  return parts(mission, 'met')
    .filter(({ city }) => city === cityId || (city === undefined && isOnlyCity))
    .map(({ organisation, role, date }) => ({
      mission: mission.id,
      ...(typeof organisation === 'string' ? { organisation } : {}),
      ...(role && typeof role === 'object' ? { role: role as Record<string, string> } : {}),
      ...(typeof date === 'string' ? { date } : {}),
    }));
}

/** Reads each record once, and gathers the names of what they mention. */
class Around {
  readonly labels: Record<string, { kind: KindName; label: Record<string, string> }> = {};
  readonly #reader: RegistryReader;
  readonly #audience: Visibility;
  readonly #details = new Map<string, RecordDetail | undefined>();

  constructor(reader: RegistryReader, audience: Visibility) {
    this.#reader = reader;
    this.#audience = audience;
  }

  get(id: string): Found | undefined {
    return this.#detail(id)?.record;
  }

  linked(id: string, kinds: readonly KindName[]): Found[] {
    const links = kinds.flatMap((kind) => this.#detail(id)?.links[kind] ?? []);
    return [...new Set(links.map((link) => link.id))].flatMap((other) => {
      const record = this.get(other);
      return record && !record.deletedAt ? [record] : [];
    });
  }

  #detail(id: string): RecordDetail | undefined {
    if (!this.#details.has(id)) {
      let detail: RecordDetail | undefined;
      try {
        detail = this.#reader.get(id, this.#audience);
      } catch (cause) {
        if (!(cause instanceof MusubiError && cause.code === 'NOT_FOUND')) throw cause;
      }
      this.#details.set(id, detail);
      for (const [key, { kind, label }] of Object.entries(detail?.labels ?? {}))
        this.labels[key] = { kind, label: label as LanguageMap as Record<string, string> };
    }
    return this.#details.get(id);
  }
}

function unique(records: readonly Found[]): Found[] {
  return [...new Map(records.map((record) => [record.id, record])).values()];
}

/** Latest first; what has no date last; then by id, so that the page is the same every time. */
function byDescending(field: string): (a: Found, b: Found) => number {
  return (a, b) => compare(String(b[field] ?? ''), String(a[field] ?? '')) || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function ids(record: Found, field: string): readonly string[] {
  const value = record[field];
  return Array.isArray(value) ? (value as string[]) : [];
}

function parts(record: Found, field: string): readonly Readonly<Record<string, unknown>>[] {
  const value = record[field];
  return Array.isArray(value) ? (value as Record<string, unknown>[]) : [];
}
