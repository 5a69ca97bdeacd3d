import type { MatchingContext } from '../context.ts';
import { lastDay } from '../dates.ts';
import type { RunFingerprint } from '../fingerprint.ts';
import { compareText, sortedById, sortedSet } from '../order.ts';
import type { VerdictNote } from '../results.ts';
import { ruledOut, shownVerdicts, type VerdictsOfQuestion } from '../score/verdicts.ts';
import type { CityRecord, NeedRecord } from '../types.ts';
import { placeProfile } from './place-profile.ts';
import { compareDimensions, type Difference, type Dimension } from './similarity.ts';

/** One side of the similarity; contributions of all sides add up to the score. */
export interface RolloutPart {
  readonly feature: Dimension;
  readonly value: number;
  readonly weight: number;
  readonly contribution: number;
  readonly because: readonly Difference[];
}

export interface RolloutMatch {
  readonly cityId: string;
  /** similarity × fit of the target's need × preconditions. */
  readonly score: number;
  readonly rank: number;
  readonly factors: { readonly similarity: number; readonly needFit: number; readonly preconditions: number };
  readonly parts: readonly RolloutPart[];
  readonly evidence: readonly { readonly kind: 'need' | 'city'; readonly id: string; readonly fit: number }[];
  readonly differences: readonly Difference[];
  readonly preconditions: readonly { readonly conceptId: string; readonly state: 'met' | 'unknown' }[];
  readonly assumed: readonly string[];
  /** Share of the weight of all dimensions that is known on both sides. */
  readonly known: number;
  readonly verdict?: string;
  readonly verdicts?: readonly VerdictNote[];
  /** The most similar of the cities about which a person has said something for this case; no part of the score. */
  readonly keptCase?: KeptCase;
}

/** A roll-out that a person has judged: a case of its own to compare with. */
export interface KeptCase {
  readonly cityId: string;
  readonly verdictId: string;
  readonly verdict: string;
  /** Likeness of the two cities, 0…1. */
  readonly similarity: number;
}

export interface RolloutResult {
  readonly query: {
    readonly about: readonly string[];
    readonly cities: readonly string[];
    readonly concepts: readonly string[];
  };
  readonly items: readonly RolloutMatch[];
  readonly total: number;
  readonly filtered: readonly {
    readonly cityId: string;
    readonly reasons: readonly (
      | 'samePlace'
      | 'preconditionLacking'
      | 'nothingInCommon'
      | 'verdict'
      | 'vetoed'
    )[];
    readonly conceptIds?: readonly string[];
    readonly verdicts?: readonly VerdictNote[];
  }[];
  readonly run: RunFingerprint;
}

/** What was done, where. */
interface Case {
  readonly id: string;
  readonly cities: readonly string[];
  readonly countries: readonly string[];
  readonly technologies: readonly string[];
  readonly challenges: readonly string[];
  readonly preconditions: readonly string[];
}

/** A technology stands for the challenges it clearly helps with, where a case does not name any. */
const CLEAR_LINK = 0.6;

function findCase(context: MatchingContext, id: string): Case | undefined {
  const study = context.study(id);
  if (study) {
    return {
      id,
      cities: sortedSet(study.cities ?? []),
      countries: sortedSet(study.countries ?? []),
      technologies: sortedSet(study.technologies ?? []),
      challenges: sortedSet(study.challenges ?? []),
      preconditions: sortedSet(study.preconditions ?? []),
    };
  }
  const precedent = context.data.precedents.find((record) => record.id === id);
  if (!precedent) return undefined;
  return {
    id,
    cities: [],
    countries: [precedent.country ?? 'JP'],
    technologies: sortedSet(precedent.technologies ?? []),
    challenges: sortedSet(precedent.challenges ?? []),
    preconditions: sortedSet(precedent.preconditions ?? []),
  };
}

/** Cities to which a study or precedent could be carried over, best first; undefined when the id is neither. */
export function matchRollout(
  context: MatchingContext,
  id: string,
  options: { readonly limit?: number; readonly hiddenVerdicts?: readonly string[] },
): RolloutResult | undefined {
  const source = findCase(context, id);
  if (!source) return undefined;
  const challenges =
    source.challenges.length > 0
      ? source.challenges
      : sortedSet(
          source.technologies.flatMap((technology) =>
            (context.taxonomy.get(technology)?.addresses ?? [])
              .filter((link) => link.weight >= CLEAR_LINK)
              .map((link) => link.challenge),
          ),
        );
  const sourceCities = source.cities.flatMap((city) => context.city(city) ?? []);
  const offered = sortedSet([...source.technologies, ...source.challenges]).flatMap(
    (concept) => context.taxonomy.position(concept) ?? [],
  );
  // Nothing is recorded of what was done: then only the places can be compared, with what they struggle with.
  const compared =
    offered.length === 0
      ? sortedSet(sourceCities.flatMap((city) => cityChallenges(context, city)))
      : challenges;
  const profile = placeProfile(context, sourceCities, source.countries, compared);

  const verdicts = context.verdicts.ofRollout(id);
  const kept = keptCases(context, verdicts);
  const items: Omit<RolloutMatch, 'rank'>[] = [];
  const filtered: RolloutResult['filtered'][number][] = [];
  for (const city of sortedById(context.data.cities)) {
    if (source.cities.includes(city.id)) {
      filtered.push({ cityId: city.id, reasons: ['samePlace'] });
      continue;
    }
    const lacking = source.preconditions.filter((concept) =>
      (city.preconditionsLacking ?? []).includes(concept),
    );
    if (lacking.length > 0) {
      filtered.push({ cityId: city.id, reasons: ['preconditionLacking'], conceptIds: lacking });
      continue;
    }
    const notes = verdicts.get(city.id);
    const judged = ruledOut(notes, options.hiddenVerdicts);
    if (judged && notes) {
      filtered.push({ cityId: city.id, reasons: [judged], verdicts: notes });
      continue;
    }
    const target = placeProfile(context, [city], [], cityChallenges(context, city));
    const item = scoreCity(context, source, city, compareDimensions(profile, target), offered);
    if (item.score <= 0) filtered.push({ cityId: city.id, reasons: ['nothingInCommon'] });
    else items.push({ ...item, ...shownVerdicts(notes), ...nearestCase(context, kept, city.id, target) });
  }
  items.sort((a, b) => b.score - a.score || compareText(a.cityId, b.cityId));
  return {
    query: { about: [id], cities: source.cities, concepts: [...source.technologies, ...source.challenges] },
    items: items.slice(0, options.limit ?? 20).map((item, index) => ({ ...item, rank: index + 1 })),
    total: items.length,
    filtered,
    run: context.fingerprint(),
  };
}

/** Judged cities with what is known of them. */
function keptCases(context: MatchingContext, verdicts: VerdictsOfQuestion) {
  return sortedSet(verdicts.keys()).flatMap((cityId) => {
    const city = context.city(cityId);
    const note = verdicts.get(cityId)?.at(-1);
    if (!city || !note) return [];
    return [{ cityId, note, place: placeProfile(context, [city], [], cityChallenges(context, city)) }];
  });
}

function nearestCase(
  context: MatchingContext,
  kept: ReturnType<typeof keptCases>,
  cityId: string,
  target: ReturnType<typeof placeProfile>,
): { keptCase?: KeptCase } {
  let nearest: KeptCase | undefined;
  for (const each of kept) {
    if (each.cityId === cityId) continue;
    const similarity = likeness(context, compareDimensions(each.place, target));
    if (!nearest || similarity > nearest.similarity)
      nearest = {
        cityId: each.cityId,
        verdictId: each.note.id,
        verdict: each.note.verdict,
        similarity,
      };
  }
  return nearest ? { keptCase: nearest } : {};
}

/** Weighted mean over what is known on both sides. */
function likeness(context: MatchingContext, differences: readonly Difference[]): number {
  let sum = 0;
  let weights = 0;
  for (const { dimension, similarity } of differences) {
    if (similarity === undefined) continue;
    const weight = context.settings.rollout.weights[dimension] ?? 0;
    sum += weight * similarity;
    weights += weight;
  }
  return weights > 0 ? sum / weights : 0;
}

function openNeeds(context: MatchingContext, city: CityRecord): NeedRecord[] {
  return sortedById(context.data.needs).filter((need) => {
    const until = lastDay(need.validUntil);
    return (
      need.city === city.id &&
      need.state !== 'expired' &&
      need.state !== 'covered' &&
      (until === undefined || until >= context.today)
    );
  });
}

function cityChallenges(context: MatchingContext, city: CityRecord): string[] {
  return sortedSet([
    ...(city.challenges ?? []),
    ...openNeeds(context, city).flatMap((need) => need.challenges ?? []),
  ]);
}

function scoreCity(
  context: MatchingContext,
  source: Case,
  city: CityRecord,
  differences: readonly Difference[],
  offered: readonly number[],
): Omit<RolloutMatch, 'rank'> {
  const { weights, unknownFit } = context.settings.rollout;
  const weightOf = (dimension: Dimension): number => weights[dimension] ?? 0;
  const known = differences.filter((row) => row.similarity !== undefined);
  const knownWeight = known.reduce((sum, row) => sum + weightOf(row.dimension), 0);
  const allWeight = differences.reduce((sum, row) => sum + weightOf(row.dimension), 0);

  const wishes = openNeeds(context, city)
    .map((need) => ({
      kind: 'need' as const,
      id: need.id,
      fit: caseFit(context, context.query(context.partsOf(need), false).concepts, offered),
    }))
    .filter((wish) => wish.fit > 0);
  const levels = new Map((city.challenges ?? []).map((id) => [id, 'should' as const]));
  const stated = context.query(
    {
      about: [city.id],
      levels,
      cities: [],
      countries: [],
      texts: [],
      excludedCountries: [],
      excludedOrganisations: [],
      conditions: [],
    },
    false,
  ).concepts;
  const fromCity = caseFit(context, stated, offered);
  const nothingKnown = openNeeds(context, city).length === 0 && stated.length === 0;
  const needFit =
    nothingKnown || offered.length === 0 ? unknownFit : Math.max(fromCity, ...wishes.map((wish) => wish.fit));

  const preconditions = source.preconditions.map((conceptId) => ({
    conceptId,
    state: (city.preconditionsMet ?? []).includes(conceptId) ? ('met' as const) : ('unknown' as const),
  }));
  const preconditionFactor =
    preconditions.length === 0
      ? 1
      : preconditions.reduce((sum, row) => sum + (row.state === 'met' ? 1 : 0.5), 0) / preconditions.length;

  const factor = needFit * preconditionFactor;
  let score = 0;
  let similarity = 0;
  const parts = known.map((row): RolloutPart => {
    const weight = knownWeight > 0 ? weightOf(row.dimension) / knownWeight : 0;
    const value = row.similarity ?? 0;
    const contribution = weight * value * factor;
    similarity += weight * value;
    score += contribution;
    return { feature: row.dimension, value, weight, contribution, because: [row] };
  });
  const assumed = [
    ...(nothingKnown ? ['needUnknown'] : []),
    ...(offered.length === 0 ? ['caseUnknown'] : []),
    ...(preconditions.some((row) => row.state === 'unknown') ? ['preconditionUnknown'] : []),
    ...differences.filter((row) => row.similarity === undefined).map((row) => `${row.dimension}Unknown`),
  ];
  return {
    cityId: city.id,
    score,
    factors: { similarity, needFit, preconditions: preconditionFactor },
    parts,
    evidence: [
      ...wishes.sort((a, b) => b.fit - a.fit || compareText(a.id, b.id)),
      ...(fromCity > 0 ? [{ kind: 'city' as const, id: city.id, fit: fromCity }] : []),
    ],
    differences,
    preconditions,
    assumed,
    known: allWeight > 0 ? knownWeight / allWeight : 0,
  };
}

/** How well what was done there answers what is wanted here; the case counts as fully proven. */
function caseFit(
  context: MatchingContext,
  wanted: readonly { readonly position: number; readonly weight: number }[],
  offered: readonly number[],
): number {
  let sum = 0;
  let weights = 0;
  for (const concept of wanted) {
    let best = 0;
    for (const position of offered)
      best = Math.max(best, context.taxonomy.similarity(concept.position, position));
    sum += concept.weight * best;
    weights += concept.weight;
  }
  return weights > 0 ? sum / weights : 0;
}
