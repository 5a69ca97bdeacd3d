import {
  createIntlSegmenter,
  createMatchingEngine,
  defaultMatchingSettings,
  type LanguageTexts,
  type MatchingData,
  type MatchingSettings,
  type StudyRecord,
  withSettings,
} from '#core/matching/index.ts';
import { mean } from './metrics.ts';
import { bootstrapInterval, seededRandom, shuffleTest } from './resampling.ts';
import { formatTable } from './table.ts';

/** How much is hidden with a study. */
export type Hiding = 'record' | 'mentions';

/**
 * The best place (from 1) among the firms that really did a study; infinite when none was listed. Several places are
 * draws of a method that depends on chance: its figures are their mean.
 */
interface StudyRanks {
  readonly study: string;
  readonly places: readonly number[];
}

const TODAY = '2026-06-15';
const METHODS = ['matching', 'tags only', 'text only', 'popularity', 'random'] as const;
type Method = (typeof METHODS)[number];
const RANDOM_DRAWS = 400;

/**
 * Leave one out over real studies whose contractors are published: the study is hidden, its need is asked, and the
 * places of the firms that really did it are looked up.
 *
 * `record` hides the study and what is linked to it. `mentions` also hides offers that cite one of the same pages, and
 * takes from organisations that cite one the tags, places and texts that may come from it.
 */
export function leaveOneOut(data: MatchingData, hiding: Hiding): string {
  const studies = data.studies.filter(
    (study) =>
      study.recordType === 'study' &&
      contractorsOf(study, data).length > 0 &&
      (study.technologies ?? []).length + (study.challenges ?? []).length > 0,
  );
  const results = new Map<Method, StudyRanks[]>(METHODS.map((method) => [method, []]));
  for (const [index, study] of studies.entries()) {
    const hidden = hideStudy(data, study, hiding);
    const truth = contractorsOf(study, data);
    for (const method of METHODS) {
      results.get(method)?.push({ study: study.id, places: placesOf(method, hidden, truth, index) });
    }
  }
  return report(results, studies.length, hiding);
}

function contractorsOf(study: StudyRecord, data: MatchingData): string[] {
  const known = new Set(data.organisations.map((organisation) => organisation.id));
  return (study.consortium ?? [])
    .filter((member) => !/partner city|counterpart|implementing agency/i.test(member.role ?? ''))
    .flatMap((member) => (member.orgId && known.has(member.orgId) ? [member.orgId] : []));
}

/** The data without the study, with the study's wish as an open study of the same content without its consortium. */
function hideStudy(data: MatchingData, study: StudyRecord, hiding: Hiding): MatchingData {
  const pages = new Set(
    (study.sources ?? []).flatMap((source) => (source.url?.startsWith('http') ? [source.url] : [])),
  );
  const cites = (record: {
    readonly sources?: readonly { readonly url?: string | null }[] | null;
  }): boolean =>
    hiding === 'mentions' && (record.sources ?? []).some((source) => source.url && pages.has(source.url));
  const names = data.organisations.flatMap((organisation) =>
    [...Object.values(organisation.name ?? {}), ...Object.values(organisation.fullName ?? {})].filter(
      (name) => name.length > 2,
    ),
  );
  const question: StudyRecord = {
    id: 'question',
    visibility: 'public',
    recordType: 'study',
    status: 'adopted',
    title: withoutNames(study.title, names),
    summary: withoutNames(study.summary, names),
    cities: study.cities,
    countries: study.countries,
    technologies: study.technologies,
    challenges: study.challenges,
    consortium: [],
  };
  return {
    ...data,
    studies: [...data.studies.filter((row) => row.id !== study.id && !sameWork(row, study)), question],
    followUps: data.followUps.filter((row) => row.study !== study.id),
    projects: data.projects.filter((row) => !(row.studies ?? []).includes(study.id)),
    needs: data.needs.filter((row) => row.study !== study.id),
    mous: data.mous.filter((row) => !cites(row)),
    solutions: data.solutions.filter((row) => !cites(row)),
    organisations: data.organisations.map((row) =>
      cites(row)
        ? {
            ...row,
            description: {},
            technologies: (row.technologies ?? []).filter((id) => !(study.technologies ?? []).includes(id)),
            citiesActive: (row.citiesActive ?? []).filter((id) => !(study.cities ?? []).includes(id)),
            countriesActive: (row.countriesActive ?? []).filter(
              (id) => !(study.countries ?? []).includes(id),
            ),
          }
        : row,
    ),
  };
}

/** Phases of one piece of work in one place say the same again. */
function sameWork(row: StudyRecord, study: StudyRecord): boolean {
  const stem = (id: string): string => id.replace(/-\d$/, '');
  return row.id !== study.id && stem(row.id) === stem(study.id);
}

function withoutNames(texts: LanguageTexts | null | undefined, names: readonly string[]): LanguageTexts {
  return Object.fromEntries(
    Object.entries(texts ?? {}).map(([language, text]) => [
      language,
      names.reduce((rest, name) => rest.replaceAll(name, ' '), text),
    ]),
  );
}

const zero = { technologyFit: 0, challengeFit: 0, text: 0, evidence: 0, capacity: 0 };
const SETTINGS: Partial<Record<Method, MatchingSettings>> = {
  matching: defaultMatchingSettings,
  'tags only': withSettings({ weights: { ...zero, technologyFit: 0.7, challengeFit: 0.3 } }),
  'text only': withSettings({ weights: { ...zero, text: 1 }, text: { prior: 0 } }),
};

function placesOf(method: Method, data: MatchingData, truth: readonly string[], seed: number): number[] {
  const settings = SETTINGS[method];
  let order: string[];
  if (settings) {
    const segmenter = createIntlSegmenter(process.versions.icu ?? 'unknown');
    const engine = createMatchingEngine(data, { segmenter, today: TODAY, settings });
    order = (
      engine.matchStudy('question', {
        limit: data.organisations.length,
        counterfactuals: false,
        outlook: false,
      })?.items ?? []
    ).map((item) => item.organisationId);
  } else if (method === 'popularity') {
    const count = new Map<string, number>();
    for (const row of data.studies)
      for (const member of row.consortium ?? [])
        if (member.orgId) count.set(member.orgId, (count.get(member.orgId) ?? 0) + 1);
    for (const row of data.solutions) count.set(row.organisation, (count.get(row.organisation) ?? 0) + 1);
    order = data.organisations
      .map((organisation) => organisation.id)
      .sort((a, b) => (count.get(b) ?? 0) - (count.get(a) ?? 0) || (a < b ? -1 : 1));
  } else {
    return randomPlaces(data.organisations.length, truth.length, seed);
  }
  const places = truth.map((id) => order.indexOf(id) + 1).filter((place) => place > 0);
  return [Math.min(Number.POSITIVE_INFINITY, ...places)];
}

function randomPlaces(organisations: number, firms: number, seed: number): number[] {
  const random = seededRandom(1000 + seed);
  return Array.from({ length: RANDOM_DRAWS }, () =>
    Math.min(...Array.from({ length: firms }, () => 1 + Math.floor(random() * organisations))),
  );
}

function report(
  results: ReadonlyMap<Method, readonly StudyRanks[]>,
  studies: number,
  hiding: Hiding,
): string {
  const reciprocal = (row: StudyRanks): number => mean(row.places.map((place) => 1 / place));
  const ours = (results.get('matching') ?? []).map(reciprocal);
  const hit = (rows: readonly StudyRanks[], depth: number): string => {
    const values = rows.map((row) => mean(row.places.map((place) => (place <= depth ? 1 : 0))));
    const [low, high] = bootstrapInterval(values);
    return `${mean(values).toFixed(2)} [${low.toFixed(2)}, ${high.toFixed(2)}]`;
  };
  const rows = METHODS.map((method) => {
    const list = results.get(method) ?? [];
    const values = list.map(reciprocal);
    const [low, high] = bootstrapInterval(values);
    const p =
      method === 'matching'
        ? ''
        : shuffleTest(ours.map((value, index) => value - (values[index] ?? 0))).toFixed(4);
    return [
      method,
      `${mean(values).toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`,
      hit(list, 1),
      hit(list, 5),
      hit(list, 10),
      p,
    ];
  });
  const what =
    hiding === 'record'
      ? 'the study and its links hidden'
      : 'also hidden: offers, tags and texts that cite the same pages';
  return `Leave one out, ${studies} studies, ${what} (95 % intervals; p: shuffle test of MRR against matching)\n${formatTable(
    ['method', 'MRR', 'hit@1', 'hit@5', 'hit@10', 'p'],
    rows,
  )}`;
}
