import type {
  CityRecord,
  ConceptRecord,
  FollowUpRecord,
  LanguageTexts,
  MatchingData,
  MouRecord,
  NeedRecord,
  OrganisationRecord,
  PrecedentRecord,
  ProjectRecord,
  SolutionRecord,
  StudyRecord,
  VerdictRecord,
} from './types.ts';

/** How large a made-up registry is to be. */
export interface RegistrySize {
  readonly organisations: number;
  readonly needs: number;
  readonly technologies: number;
}

export const smallRegistry: RegistrySize = { organisations: 9, needs: 5, technologies: 16 };

/**
 * A made-up registry, the same for the same seed. Every record is marked as synthetic. For property tests and for
 * measuring speed; it says nothing about any real organisation.
 */
export function randomRegistry(seed: number, size: RegistrySize = smallRegistry): MatchingData {
  const draw = new Draw(seed);
  const concepts = makeConcepts(draw, size.technologies);
  const idsOf = (type: string): string[] =>
    concepts.filter((concept) => concept.type === type).map((concept) => concept.id);
  const technologies = idsOf('technology');
  const challenges = idsOf('challenge');
  const sectors = idsOf('sector');
  const countries = [
    { id: 'VN', languages: ['vi'] },
    { id: 'KH', languages: ['km'] },
    { id: 'TH', languages: ['th'] },
    { id: 'ID', languages: ['id'] },
    { id: 'JP', languages: ['ja'] },
  ].map((country) => ({
    id: country.id,
    visibility: 'public',
    name: { en: `Synthetic ${country.id}` },
    languages: country.languages.map((code) => ({ code, official: true })),
  }));
  const cities = Array.from(
    { length: Math.max(5, Math.round(size.needs / 30)) },
    (_value, index): CityRecord => ({
      id: `city-${index}`,
      visibility: 'public',
      name: { en: `Synthetown ${letters(index)}` },
      country: draw.one(['VN', 'KH', 'TH', 'ID']),
      ...draw.maybe('population', { value: draw.integer(50_000, 9_000_000) }),
      ...draw.maybe('climate', { koppen: draw.one(['Af', 'Am', 'Aw', 'Cwa']) }),
      hazards: draw.some(['river-flood', 'typhoon', 'heat', 'landslide'], 3),
      urbanForm: draw.some(['river', 'coastal', 'capital', 'port'], 2),
      challenges: draw.some(challenges, 3),
    }),
  );
  const cityIds = cities.map((city) => city.id);
  const organisations = Array.from(
    { length: size.organisations },
    (_value, index): OrganisationRecord => ({
      id: `org-${String(index).padStart(6, '0')}`,
      visibility: 'public',
      confidence: draw.one(['document', 'public', 'general']),
      name: { en: `Synthetic ${words(draw, ENGLISH, 2)}`, ja: `架空${index}社` },
      type: draw.one(['company', 'company', 'association', 'local-government']),
      homeCountry: draw.one(['JP', 'JP', 'VN']),
      technologies: draw.some(technologies, draw.chance(0.1) ? 12 : 5),
      countriesActive: draw.some(['VN', 'KH', 'TH', 'ID'], 2),
      citiesActive: draw.some(cityIds, 1),
      description: sentence(draw),
      ...draw.maybe('languages', draw.some(['ja', 'en', 'vi', 'th'], 2)),
      ...(draw.chance(0.15)
        ? { wants: { countries: draw.some(['VN', 'KH', 'TH'], 2), sectors: draw.some(sectors, 2) } }
        : {}),
      ...(draw.chance(0.1) ? { excludes: { countries: draw.some(['VN', 'KH'], 1) } } : {}),
      ...(draw.chance(0.1) ? { validUntil: draw.date(2025, 2028) } : {}),
    }),
  );
  const organisationIds = organisations.map((organisation) => organisation.id);
  const solutions = Array.from(
    { length: Math.round(size.organisations * 1.3) },
    (_value, index): SolutionRecord => ({
      id: `sol-${index}`,
      visibility: 'public',
      confidence: draw.one(['document', 'public', 'general']),
      sources: draw.chance(0.5) ? [{ url: 'https://example.org/page' }] : [],
      organisation: draw.one(organisationIds),
      title: { en: words(draw, ENGLISH, 3) },
      description: sentence(draw),
      technologies: draw.some(technologies, 3),
      challenges: draw.some(challenges, 2),
      maturity: draw.one(['claimed', 'pilot', 'deployed']),
      ...draw.maybe('reviewDate', draw.date(2015, 2026)),
      where: draw.some(cityIds, 2).map((city) => ({ city, country: null, placeText: null })),
    }),
  );
  const needs = Array.from({ length: size.needs }, (_value, index): NeedRecord => {
    const wanted = [...draw.some(technologies, 4), ...draw.some(challenges, 2)];
    return {
      id: `need-${String(index).padStart(5, '0')}`,
      visibility: 'public',
      city: draw.one(cityIds),
      title: { en: words(draw, ENGLISH, 4), ...(draw.chance(0.5) ? { ja: words(draw, JAPANESE, 4) } : {}) },
      description: sentence(draw),
      technologies: wanted.filter((id) => id.startsWith('tech')),
      challenges: wanted.filter((id) => id.startsWith('ch')),
      levels: Object.fromEntries(wanted.map((id) => [id, draw.one(['must', 'should', 'nice'])])),
      state: draw.one(['open', 'open', 'unknown', 'covered']),
      ...(draw.chance(0.1) ? { validUntil: draw.date(2025, 2029) } : {}),
    };
  });
  const studies = Array.from(
    { length: Math.round(size.organisations * 0.7) },
    (_value, index): StudyRecord => ({
      id: `study-${index}`,
      visibility: 'public',
      confidence: draw.one(['document', 'public']),
      recordType: 'study',
      title: { en: words(draw, ENGLISH, 4) },
      summary: sentence(draw),
      status: draw.one(['completed', 'ongoing', 'adopted', 'unknown']),
      ...draw.maybe('fiscalYear', draw.integer(2013, 2025)),
      cities: draw.some(cityIds, 2),
      countries: [],
      technologies: draw.some(technologies, 3),
      challenges: draw.some(challenges, 2),
      consortium: draw.some(organisationIds, 3).map((orgId) => ({ orgId, role: 'contractor' })),
    }),
  );
  const studyIds = studies.map((study) => study.id);
  const followUps = Array.from(
    { length: Math.round(size.organisations * 0.5) },
    (_value, index): FollowUpRecord => ({
      id: `follow-${index}`,
      visibility: 'public',
      study: draw.one(studyIds),
      status: draw.one(['done', 'done', 'waiting', 'dropped']),
      ...draw.maybe('date', draw.date(2018, 2026)),
      responsible: draw.one(organisationIds),
    }),
  );
  const projects = Array.from(
    { length: Math.round(size.organisations * 0.3) },
    (_value, index): ProjectRecord => ({
      id: `project-${index}`,
      visibility: 'public',
      cities: draw.some(cityIds, 1),
      studies: draw.some(studyIds, 1),
      needs: draw.some(
        needs.map((need) => need.id),
        1,
      ),
      organisations: draw.some(organisationIds, 2).map((organisation) => ({ organisation, role: 'member' })),
      stage: draw.one(['study', 'follow-up', 'supported', 'implementation', 'roll-out', 'stopped']),
      stageHistory: [{ stage: 'study', date: draw.date(2018, 2026) }],
    }),
  );
  const precedents = Array.from(
    { length: Math.round(size.organisations * 0.2) },
    (_value, index): PrecedentRecord => ({
      id: `precedent-${index}`,
      visibility: 'public',
      title: { ja: words(draw, JAPANESE, 4) },
      fiscalYear: draw.integer(2017, 2024),
      implementerOrgId: draw.one(organisationIds),
      technologies: draw.some(technologies, 2),
    }),
  );
  const mous = Array.from(
    { length: Math.round(size.organisations * 0.5) },
    (_value, index): MouRecord => ({
      id: `mou-${index}`,
      visibility: 'public',
      status: draw.one(['in-force', 'signed', 'completed']),
      date: draw.date(2019, 2026),
      ...(draw.chance(0.6) ? { validUntil: draw.date(2025, 2029) } : {}),
      parties: [
        { orgId: draw.one(organisationIds), country: 'JP' },
        { orgId: null, country: draw.one(['VN', 'KH', 'TH']) },
      ],
      cities: draw.some(cityIds, 1),
      countries: [],
    }),
  );
  return {
    concepts,
    countries,
    cities,
    organisations,
    solutions,
    needs,
    studies,
    followUps,
    projects,
    precedents,
    mous,
    verdicts: makeVerdicts(draw, size, { needs, cities: cityIds, studies, organisations: organisationIds }),
  };
}

/** Drawn last, so that the rest of a seed's registry stays what it was. */
function makeVerdicts(
  draw: Draw,
  size: RegistrySize,
  of: {
    readonly needs: readonly NeedRecord[];
    readonly cities: readonly string[];
    readonly studies: readonly StudyRecord[];
    readonly organisations: readonly string[];
  },
): VerdictRecord[] {
  return Array.from({ length: Math.round(size.needs * 0.8) }, (_value, index): VerdictRecord => {
    const need = draw.one(of.needs).id;
    const city = draw.one(of.cities);
    const study = draw.zipf([{ id: '' }, ...of.studies]).id;
    const organisation = draw.one(of.organisations);
    return {
      id: `verdict-${index}`,
      visibility: 'public',
      verdict: draw.one(['relevant', 'not-relevant', 'contacted', 'in-talks', 'vetoed']),
      ...(draw.chance(0.5) ? { reason: sentence(draw) } : {}),
      ...draw.maybe('date', draw.date(2024, 2026)),
      ...draw.one([
        { need, organisation },
        { city, organisation },
        study ? { study, city } : { need, organisation },
      ]),
    };
  });
}

/** Made-up words in a rough Zipf order, so that common words are common and most are rare, as in real text. */
const VOCABULARY = 3000;
const ENGLISH = Array.from({ length: VOCABULARY }, (_value, index) => madeUpWord(index));
const JAPANESE = Array.from({ length: VOCABULARY }, (_value, index) => madeUpCompound(index));

function madeUpWord(index: number): string {
  const onsets = ['b', 'd', 'f', 'g', 'k', 'l', 'm', 'n', 'p', 'r', 's', 't', 'v', 'br', 'st', 'pl'];
  const vowels = ['a', 'e', 'i', 'o', 'u'];
  const syllable = (number: number): string =>
    `${onsets[number % onsets.length] ?? ''}${vowels[Math.floor(number / onsets.length) % vowels.length] ?? ''}`;
  return `${syllable(index * 37)}${syllable(Math.floor(index / 80) * 11 + 5)}${syllable(index * 13 + 7)}`;
}

function madeUpCompound(index: number): string {
  const first = 0x5000 + ((index * 31) % 400);
  const second = 0x6000 + ((index * 17) % 400);
  return String.fromCharCode(first, second);
}

function makeConcepts(draw: Draw, technologyCount: number): ConceptRecord[] {
  const sectors = Array.from({ length: 5 }, (_value, index) => `sec-${index}`);
  const assets = Array.from({ length: 8 }, (_value, index) => `da-${index}`);
  const challenges = Array.from(
    { length: Math.max(6, Math.round(technologyCount * 0.4)) },
    (_value, index) => `ch-${index}`,
  );
  const groups = Array.from(
    { length: Math.max(3, Math.round(technologyCount / 9)) },
    (_value, index) => `tg-${index}`,
  );
  const named = (id: string, type: string, number: number): ConceptRecord => ({
    id,
    type,
    visibility: 'public',
    label: {
      en: `Zeta${letters(number)} ${type}`,
      ja: `架空${type === 'technology' ? '技術' : '課題'}${letters(number)}`,
      th: `สมมติ${'กขคงจฉชซ'.charAt(number % 8)}${'ฐฑฒณดตถทธน'.charAt(Math.floor(number / 8) % 10)}${'บปผฝพฟภม'.charAt(Math.floor(number / 80) % 8)}รายการ`,
    },
    synonyms: { en: [`Omega${letters(number)} ${type}`] },
  });
  let number = 0;
  const next = (id: string, type: string): ConceptRecord => {
    number += 1;
    return named(id, type, number);
  };
  return [
    ...sectors.map((id) => next(id, 'sector')),
    ...assets.map((id) => ({ ...next(id, 'data-asset'), sectors: draw.some(sectors, 2) })),
    ...challenges.map((id) => next(id, 'challenge')),
    ...groups.map((id) => next(id, 'technology-group')),
    ...Array.from(
      { length: technologyCount },
      (_value, index): ConceptRecord => ({
        ...next(`tech-${String(index).padStart(3, '0')}`, 'technology'),
        broader: [draw.one(groups)],
        sectors: draw.some(sectors, 2),
        addresses: draw
          .some(challenges, 2)
          .map((challenge) => ({ challenge, weight: draw.one([0.3, 0.6, 1]) })),
        produces: draw.some(assets, 2),
        consumes: draw.some(assets, 2),
        hub: index % 8 === 0,
      }),
    ),
  ];
}

function letters(number: number): string {
  const first = String.fromCharCode(97 + (number % 26));
  return number < 26 ? first : `${letters(Math.floor(number / 26) - 1)}${first}`;
}

function words(draw: Draw, list: readonly string[], count: number): string {
  return Array.from({ length: count }, () => draw.zipf(list)).join(list === JAPANESE ? 'の' : ' ');
}

function sentence(draw: Draw): LanguageTexts {
  return {
    ...(draw.chance(0.8) ? { en: words(draw, ENGLISH, draw.integer(6, 24)) } : {}),
    ...(draw.chance(0.6) ? { ja: words(draw, JAPANESE, draw.integer(4, 14)) } : {}),
  };
}

/** Draws from a seeded generator (mulberry32). */
class Draw {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  private next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  integer(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  one<Item>(items: readonly Item[]): Item {
    const item = items[Math.floor(this.next() * items.length)];
    if (item === undefined) throw new RangeError('Nothing to draw from');
    return item;
  }

  /** An item whose chance falls with its place in the list. */
  zipf<Item>(items: readonly Item[]): Item {
    const place = Math.floor(items.length ** this.next()) - 1;
    const item = items[Math.min(items.length - 1, place)];
    if (item === undefined) throw new RangeError('Nothing to draw from');
    return item;
  }

  /** Up to `most` different items. */
  some<Item>(items: readonly Item[], most: number): Item[] {
    const count = Math.min(items.length, this.integer(0, most));
    const chosen = new Set<Item>();
    while (chosen.size < count) chosen.add(this.one(items));
    return [...chosen];
  }

  maybe<Value>(key: string, value: Value): Record<string, Value> {
    return this.chance(0.6) ? { [key]: value } : {};
  }

  date(from: number, to: number): string {
    const year = this.integer(from, to);
    const month = String(this.integer(1, 12)).padStart(2, '0');
    const day = String(this.integer(1, 28)).padStart(2, '0');
    return this.one([`${year}-${month}-${day}`, `${year}-${month}`, String(year)]);
  }
}
