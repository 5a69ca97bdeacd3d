import type { Collection } from './collections/collection.ts';
import { scoreByItems, scoreByProfile } from './expert-scores.ts';
import { seededRandom } from './resampling.ts';

/** How often one way of scoring orders judged pairs wrongly. */
export interface PairLoss {
  readonly name: string;
  /** Whose judgements are compared: of one expert (or document) over queries, or of one query over experts. */
  readonly within: 'expert' | 'query';
  /** Share of the differences between grades that is ordered wrongly, 0…1; a tie counts half, chance gives 0.5. */
  readonly loss: number;
  /** 95 % interval over those whose judgements are compared. */
  readonly low: number;
  readonly high: number;
  readonly pairs: number;
  readonly units: number;
}

interface Judged {
  readonly grade: number;
  readonly score: number;
}

interface Counted {
  readonly lost: number;
  readonly whole: number;
  readonly pairs: number;
}

/**
 * The loss of the gold standard for reviewer assignment (I. Stelmakh, J. Wieting, G. Neubig, N. Shah 2023): of every two
 * judged things with different grades, the difference of the grades is lost when the scores order them wrongly, half of
 * it when the scores are the same; divided by the sum of all differences. There the two papers of a pair were judged by
 * the same expert; whichever side of a collection the experts are on, both directions are counted.
 */
export function pairLosses(collection: Collection): PairLoss[] {
  const grades = collection.grades;
  if (!grades) return [];
  return [scoreByItems(collection), scoreByProfile(collection)].flatMap(({ name, scoresOf }) => {
    const byQuery: Judged[][] = [];
    const byTarget = new Map<string, Judged[]>();
    for (const query of collection.queries) {
      const row = grades.get(query.id);
      if (!row) continue;
      const scores = scoresOf(query);
      const judged: Judged[] = [];
      for (const [target, grade] of row) {
        const entry = { grade, score: scores.get(target) ?? 0 };
        judged.push(entry);
        const list = byTarget.get(target);
        if (list) list.push(entry);
        else byTarget.set(target, [entry]);
      }
      byQuery.push(judged);
    }
    return [
      summed(name, 'expert', [...byTarget.values()].map(lossOf)),
      summed(name, 'query', byQuery.map(lossOf)),
    ].filter(({ pairs }) => pairs > 0);
  });
}

/** What is lost among the judgements of one. */
export function lossOf(judged: readonly Judged[]): Counted {
  let lost = 0;
  let whole = 0;
  let pairs = 0;
  for (const [index, one] of judged.entries()) {
    for (const other of judged.slice(index + 1)) {
      const difference = Math.abs(one.grade - other.grade);
      if (difference === 0) continue;
      pairs += 1;
      whole += difference;
      if (one.score === other.score) lost += difference / 2;
      else if (one.grade > other.grade !== one.score > other.score) lost += difference;
    }
  }
  return { lost, whole, pairs };
}

function summed(name: string, within: PairLoss['within'], all: readonly Counted[]): PairLoss {
  const counted = all.filter(({ pairs }) => pairs > 0);
  const [low, high] = interval(counted);
  return {
    name,
    within,
    loss: ratio(counted),
    low,
    high,
    pairs: counted.reduce((sum, { pairs }) => sum + pairs, 0),
    units: counted.length,
  };
}

function ratio(counted: readonly Counted[]): number {
  let lost = 0;
  let whole = 0;
  for (const unit of counted) {
    lost += unit.lost;
    whole += unit.whole;
  }
  return whole === 0 ? 0 : lost / whole;
}

/** Percentile bootstrap over experts (or queries): pairs of one are not independent of each other. */
function interval(counted: readonly Counted[], rounds = 2000): [number, number] {
  if (counted.length === 0) return [0, 0];
  const random = seededRandom(3);
  const drawn = Array.from({ length: rounds }, () =>
    ratio(counted.map(() => counted[Math.floor(random() * counted.length)] as Counted)),
  ).sort((a, b) => a - b);
  return [drawn[Math.floor(rounds * 0.025)] ?? 0, drawn[Math.ceil(rounds * 0.975) - 1] ?? 0];
}
