import { defaultTextSettings, type TextSettings } from './text/text-settings.ts';

/** How far a piece of evidence proves that an organisation can do something. */
export const evidenceLevels = [
  'mention',
  'claim',
  'reviewed',
  'ongoing',
  'pilot',
  'study',
  'followUp',
  'deployment',
  'rollOut',
  'stalled',
] as const;
export type EvidenceLevel = (typeof evidenceLevels)[number];

/** The parts of a score. */
export const features = ['technologyFit', 'challengeFit', 'text', 'evidence', 'capacity'] as const;
export type Feature = (typeof features)[number];

/** Every number that a ranking depends on, besides the data and the day. Stored with each run. */
export interface MatchingSettings {
  /** Convex weights of the parts; they are scaled to add up to 1. */
  readonly weights: Readonly<Record<Feature, number>>;
  readonly text: TextSettings & {
    /** Value of the text part when both sides share no language or no words are left. */
    readonly prior: number;
    /** Fewer words than this beside the recognised concepts say nothing: the text part is then missing. */
    readonly minimumWords: number;
  };
  readonly similarity: {
    /** Similarities below this count as none. */
    readonly floor: number;
  };
  readonly strength: {
    /** q: how much each level proves, 0…1. */
    readonly levels: Readonly<Record<EvidenceLevel, number>>;
    /** v: factor when no third party confirms. */
    readonly unconfirmed: number;
    readonly halfLifeYears: number;
    /** Assumed age of evidence without a date. */
    readonly undatedYears: number;
    /** The most that bare claims on one concept can reach together. */
    readonly claimCap: number;
    /** Bare claims on more concepts than this (of one type) are diluted. */
    readonly claimLimit: number;
  };
  readonly evidence: {
    /** Shares of the evidence part; scaled to add up to 1. */
    readonly place: number;
    readonly outcome: number;
    readonly mou: number;
    readonly sameCity: number;
    readonly sameCountry: number;
    readonly neighbour: number;
    /** Presence that is only stated, against presence shown by evidence. */
    readonly statedPresence: number;
    readonly mouCity: number;
    readonly mouCountry: number;
    /** A signed memorandum without a stated end is taken to run this long. */
    readonly mouAssumedYears: number;
  };
  readonly capacity: {
    readonly prior: number;
    readonly englishOnly: number;
    readonly roles: Readonly<Record<string, number>>;
  };
  readonly levels: { readonly must: number; readonly should: number; readonly nice: number };
  readonly team: TeamSettings;
  readonly rollout: {
    readonly weights: Readonly<Record<string, number>>;
    /** Value of the fit factor when nothing is known about what was done, or about what the target wants. */
    readonly unknownFit: number;
  };
}

/** How consortia are weighed. */
export interface TeamSettings {
  readonly maximumMembers: number;
  readonly memberCost: number;
  readonly hubBonus: number;
  readonly linkBonus: number;
  readonly duplicatePenalty: number;
  /** From this strength on a member covers a concept. */
  readonly coverThreshold: number;
  /** From this strength on two members on one concept are a duplicate. */
  readonly strongThreshold: number;
  /** Where the local government comes from: the needs' own cities, a member of the team, or not asked for. */
  readonly localGovernment: 'needs' | 'member' | 'none';
  /** Exact up to this many candidates after dominance filtering. */
  readonly exactCandidates: number;
  /** Nodes of the search tree after which the search stops with a certificate. */
  readonly nodeLimit: number;
  readonly alternatives: number;
}

export const defaultMatchingSettings: MatchingSettings = {
  weights: { technologyFit: 0.35, challengeFit: 0.15, text: 0.15, evidence: 0.25, capacity: 0.1 },
  text: { ...defaultTextSettings, prior: 0.1, minimumWords: 3 },
  similarity: { floor: 0.3 },
  strength: {
    levels: {
      mention: 0.15,
      claim: 0.25,
      reviewed: 0.35,
      ongoing: 0.45,
      pilot: 0.5,
      study: 0.65,
      followUp: 0.75,
      deployment: 0.85,
      rollOut: 0.95,
      stalled: 0.2,
    },
    unconfirmed: 0.7,
    halfLifeYears: 8,
    undatedYears: 4,
    claimCap: 0.3,
    claimLimit: 8,
  },
  evidence: {
    place: 0.4,
    outcome: 0.4,
    mou: 0.2,
    sameCity: 1,
    sameCountry: 0.6,
    neighbour: 0.3,
    statedPresence: 0.4,
    mouCity: 1,
    mouCountry: 0.6,
    mouAssumedYears: 5,
  },
  capacity: {
    prior: 0.5,
    englishOnly: 0.6,
    roles: {
      company: 1,
      association: 0.7,
      university: 0.6,
      'public-body': 0.6,
      international: 0.6,
      'local-government': 0.3,
      ministry: 0.2,
    },
  },
  levels: { must: 3, should: 2, nice: 1 },
  team: {
    maximumMembers: 5,
    memberCost: 0.04,
    hubBonus: 0.15,
    linkBonus: 0.15,
    duplicatePenalty: 0.25,
    coverThreshold: 0.15,
    strongThreshold: 0.5,
    localGovernment: 'needs',
    exactCandidates: 300,
    nodeLimit: 200_000,
    alternatives: 3,
  },
  rollout: {
    weights: {
      challenges: 3,
      hazards: 1.5,
      climate: 1,
      population: 1,
      income: 1,
      governance: 1,
      dataReadiness: 1,
      urbanForm: 1,
      legalFrame: 1,
    },
    unknownFit: 0.3,
  },
};

/** Settings with some values replaced, group by group. */
export function withSettings(overrides: PartialSettings): MatchingSettings {
  return merge(defaultMatchingSettings, overrides) as MatchingSettings;
}

type DeepPartial<Value> = Value extends object
  ? { readonly [Key in keyof Value]?: DeepPartial<Value[Key]> }
  : Value;
export type PartialSettings = DeepPartial<MatchingSettings>;

function merge(base: unknown, change: unknown): unknown {
  if (change === undefined) return base;
  if (typeof base !== 'object' || base === null || typeof change !== 'object' || change === null)
    return change;
  const result: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(change))
    result[key] = merge((base as Record<string, unknown>)[key], value);
  return result;
}
