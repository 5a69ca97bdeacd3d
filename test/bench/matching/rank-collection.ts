import { type Collection, profilesOf } from './collections/collection.ts';
import { mean, measureRanking, type QueryMetrics } from './metrics.ts';
import type { RankerFactory } from './peers/ranker.ts';
import { bootstrapInterval, shuffleTest } from './resampling.ts';

/** Mean figures of one ranker on one collection. */
export interface RankerResult {
  readonly name: string;
  readonly map: number;
  readonly ndcg10: number;
  readonly mrr: number;
  readonly hit1: number;
  readonly buildMilliseconds: number;
  readonly queryMilliseconds: number;
  readonly perQuery: readonly QueryMetrics[];
}

/** The first ranker against another, query by query, in average precision. */
export interface PairedDifference {
  readonly against: string;
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  readonly p: number;
  readonly better: number;
  readonly worse: number;
}

const RANKING_DEPTH = 1000;

/** Asks every judged query of a collection. */
export function rankCollection(
  collection: Collection,
  factory: RankerFactory,
  queryLimit = Number.POSITIVE_INFINITY,
): RankerResult {
  const started = performance.now();
  const ranker = factory.create(profilesOf(collection), collection.language);
  const built = performance.now();
  const perQuery: QueryMetrics[] = [];
  for (const query of collection.queries) {
    const gains = collection.judgements.get(query.id);
    if (!gains || ![...gains.values()].some((gain) => gain > 0)) continue;
    if (perQuery.length >= queryLimit) break;
    perQuery.push(measureRanking(ranker.rank(query.text, RANKING_DEPTH), gains));
  }
  const ended = performance.now();
  ranker.close?.();
  return {
    name: factory.name,
    map: mean(perQuery.map((query) => query.averagePrecision)),
    ndcg10: mean(perQuery.map((query) => query.ndcg10)),
    mrr: mean(perQuery.map((query) => query.reciprocalRank)),
    hit1: mean(perQuery.map((query) => query.hit1)),
    buildMilliseconds: built - started,
    queryMilliseconds: (ended - built) / Math.max(1, perQuery.length),
    perQuery,
  };
}

/** Paired differences of average precision with a bootstrap interval and a sign-flip test. */
export function pairedDifference(ours: RankerResult, peer: RankerResult): PairedDifference {
  const differences = ours.perQuery.map(
    (query, index) => query.averagePrecision - (peer.perQuery[index]?.averagePrecision ?? 0),
  );
  const [low, high] = bootstrapInterval(differences);
  return {
    against: peer.name,
    difference: mean(differences),
    low,
    high,
    p: shuffleTest(differences),
    better: differences.filter((difference) => difference > 1e-12).length,
    worse: differences.filter((difference) => difference < -1e-12).length,
  };
}
