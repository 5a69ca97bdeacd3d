import type { PlaceProfile } from './place-profile.ts';

/** The sides on which places are compared. */
export const dimensions = [
  'challenges',
  'hazards',
  'climate',
  'population',
  'income',
  'governance',
  'dataReadiness',
  'urbanForm',
  'legalFrame',
] as const;
export type Dimension = (typeof dimensions)[number];

export type DimensionValue = number | string | readonly string[];

/** What a difference asks for. The wording is the reader's language's business. */
export type Adaptation =
  | 'nothing'
  | 'findOut'
  | 'addChallenge'
  | 'adaptToHazards'
  | 'adaptToClimate'
  | 'scaleUp'
  | 'scaleDown'
  | 'adaptBusinessModel'
  | 'strengthenGovernance'
  | 'prepareData'
  | 'adaptToUrbanForm'
  | 'checkLegalFrame';

/** One row of the difference table; `similarity` is absent when either side is not known. */
export interface Difference {
  readonly dimension: Dimension;
  readonly similarity?: number;
  readonly source?: DimensionValue;
  readonly target?: DimensionValue;
  readonly onlySource?: readonly string[];
  readonly onlyTarget?: readonly string[];
  readonly adaptation: Adaptation;
}

const POPULATION_RANGE = Math.log(100);
const INCOME_RANGE = Math.log(20);
const SAME_ENOUGH = 0.8;

/** Compares two places side by side after J. C. Gower (1971): what is unknown is left out, never zero. */
export function compareDimensions(source: PlaceProfile, target: PlaceProfile): Difference[] {
  return [
    challengeRow(source.challenges, target.challenges),
    listRow('hazards', source.hazards, target.hazards, 'adaptToHazards'),
    climateRow(source.climate, target.climate),
    ratioRow('population', source.population, target.population, POPULATION_RANGE, ['scaleUp', 'scaleDown']),
    ratioRow('income', source.income, target.income, INCOME_RANGE, [
      'adaptBusinessModel',
      'adaptBusinessModel',
    ]),
    gradeRow('governance', source.governance, target.governance, 'strengthenGovernance'),
    gradeRow('dataReadiness', source.dataReadiness, target.dataReadiness, 'prepareData'),
    listRow('urbanForm', source.urbanForm, target.urbanForm, 'adaptToUrbanForm'),
    legalRow(source, target),
  ];
}

function unknown(dimension: Dimension, source?: DimensionValue, target?: DimensionValue): Difference {
  return {
    dimension,
    ...(source === undefined ? {} : { source }),
    ...(target === undefined ? {} : { target }),
    adaptation: 'findOut',
  };
}

/** How much of what the source solved the target has too; further challenges of the target do not count against it. */
function challengeRow(source: readonly string[], target: readonly string[]): Difference {
  if (source.length === 0 || target.length === 0) return unknown('challenges');
  const shared = source.filter((id) => target.includes(id));
  return {
    dimension: 'challenges',
    similarity: shared.length / source.length,
    source,
    target,
    onlySource: source.filter((id) => !target.includes(id)),
    onlyTarget: target.filter((id) => !source.includes(id)),
    adaptation: shared.length === source.length ? 'nothing' : 'addChallenge',
  };
}

function listRow(
  dimension: Dimension,
  source: readonly string[],
  target: readonly string[],
  adaptation: Adaptation,
): Difference {
  // An empty list means that nothing was confirmed, not that there is nothing.
  if (source.length === 0 || target.length === 0) return unknown(dimension);
  const shared = source.filter((item) => target.includes(item)).length;
  const similarity = shared / (source.length + target.length - shared);
  return {
    dimension,
    similarity,
    source,
    target,
    onlySource: source.filter((item) => !target.includes(item)),
    onlyTarget: target.filter((item) => !source.includes(item)),
    adaptation: similarity === 1 ? 'nothing' : adaptation,
  };
}

/** Köppen classes: each letter that agrees counts, the first most. */
function climateRow(source: string | undefined, target: string | undefined): Difference {
  if (source === undefined || target === undefined) return unknown('climate', source, target);
  const similarity =
    source === target
      ? 1
      : source[0] !== target[0]
        ? 0
        : source.slice(0, 2) === target.slice(0, 2)
          ? 0.75
          : 0.5;
  return {
    dimension: 'climate',
    similarity,
    source,
    target,
    adaptation: similarity === 1 ? 'nothing' : 'adaptToClimate',
  };
}

function ratioRow(
  dimension: Dimension,
  source: number | undefined,
  target: number | undefined,
  range: number,
  adaptations: readonly [Adaptation, Adaptation],
): Difference {
  if (source === undefined || target === undefined || source <= 0 || target <= 0)
    return unknown(dimension, source, target);
  const similarity = Math.max(0, 1 - Math.abs(Math.log(target / source)) / range);
  const adaptation =
    similarity >= SAME_ENOUGH ? 'nothing' : target > source ? adaptations[0] : adaptations[1];
  return { dimension, similarity, source, target, adaptation };
}

function gradeRow(
  dimension: Dimension,
  source: number | undefined,
  target: number | undefined,
  adaptation: Adaptation,
): Difference {
  if (source === undefined || target === undefined) return unknown(dimension, source, target);
  const similarity = Math.max(0, 1 - Math.abs(source - target));
  return { dimension, similarity, source, target, adaptation: target >= source ? 'nothing' : adaptation };
}

function legalRow(source: PlaceProfile, target: PlaceProfile): Difference {
  if (source.countries.some((country) => target.countries.includes(country)))
    return {
      dimension: 'legalFrame',
      similarity: 1,
      source: source.countries,
      target: target.countries,
      adaptation: 'nothing',
    };
  if (source.legalFrames.length === 0 || target.legalFrames.length === 0)
    return { ...unknown('legalFrame', source.countries, target.countries), adaptation: 'checkLegalFrame' };
  const same = source.legalFrames.some((frame) => target.legalFrames.includes(frame));
  return {
    dimension: 'legalFrame',
    similarity: same ? 1 : 0,
    source: source.legalFrames,
    target: target.legalFrames,
    adaptation: same ? 'nothing' : 'checkLegalFrame',
  };
}
