import type { TeamOffers, TeamState } from './state.ts';

/**
 * An upper bound on what open candidates can still add, with what each contributes to it. Belongs to a depth of the
 * search and is written over by the next bound at that depth.
 */
export class GainBound {
  bound = 0;
  /** Part of the bound that does not depend on who is chosen. */
  constant = 0;
  /** Reduced gain of each open candidate, in the order of the open ones. */
  reduced: Float64Array;
  /** Price per column (elements, then data assets, then musts): how far its ceiling is charged, 0…1. */
  readonly ceiling: Float64Array;
  /** Per element: price of leaving an open must uncovered. */
  readonly must: Float64Array;
  /** Where the next reduced gains are worked out. */
  private spare: Float64Array;

  constructor(candidates: number, columns: number, elements: number) {
    this.reduced = new Float64Array(candidates);
    this.spare = new Float64Array(candidates);
    this.ceiling = new Float64Array(columns);
    this.must = new Float64Array(elements);
  }

  get next(): Float64Array {
    return this.spare;
  }

  /** Keeps what was worked out in `next`, with the prices it was worked out from. */
  keep(bound: number, constant: number, ceiling: Float64Array, must: Float64Array): void {
    this.bound = bound;
    this.constant = constant;
    const { reduced } = this;
    this.reduced = this.spare;
    this.spare = reduced;
    this.ceiling.set(ceiling);
    this.must.set(must);
  }
}

/** What is asked of a bound. */
export interface BoundRequest {
  readonly slots: number;
  readonly mustBonus: number;
  /** The bound is only needed as far as it falls to this gain. */
  readonly target: number;
  readonly steps: number;
  /** The bound of a slightly smaller team, whose prices are a good start. */
  readonly from?: GainBound | undefined;
}

const HALF_LINK = 0.5;

/**
 * Bounds the gain of any set T of at most `slots` open candidates.
 *
 * On each column k (a wanted element, a data link, a must worth a bonus) T gains at most min(ceiling_k, Σ gain_jk), so
 * for any λ_k in [0, 1] at most λ_k · ceiling_k + (1 − λ_k) · Σ gain_jk; and for required musts, which T has to cover,
 * any price μ_k ≥ 0 may be added for covering less 1. What remains is a sum over candidates, whose best T is simply the
 * `slots` largest. λ and μ are found by subgradient steps (M. Held, P. Wolfe, H. Crowder 1974); every step gives a valid
 * bound, the lowest is kept. A link whose halves are both missing counts half for each side: it needs two.
 *
 * All tables are kept for the whole of a search and used again.
 */
export class GainBounds {
  private readonly table: GainTable;
  private readonly depths: GainBound[] = [];
  private readonly candidates: number;
  private readonly ceiling: Float64Array;
  private readonly must: Float64Array;
  private readonly slope: Float64Array;
  private readonly mustSlope: Float64Array;

  constructor(offers: TeamOffers) {
    this.table = new GainTable(offers);
    this.candidates = offers.problem.candidates.length;
    const { columns, elements } = this.table;
    this.ceiling = new Float64Array(columns);
    this.must = new Float64Array(elements);
    this.slope = new Float64Array(columns);
    this.mustSlope = new Float64Array(elements);
  }

  find(state: TeamState, open: readonly number[], request: BoundRequest): GainBound {
    const { table, ceiling, must, slope, mustSlope } = this;
    const { slots, target, steps, from } = request;
    table.fill(state, open, request.mustBonus);
    const best = this.at(state.members.length);
    if (from) {
      ceiling.set(from.ceiling);
      must.set(from.must);
    } else {
      ceiling.fill(0);
      must.fill(0);
    }
    let scale = 1;
    let stale = 0;
    for (let step = 0; step <= steps; step += 1) {
      const reduced = best.next;
      const constant = table.reduce(ceiling, must, reduced);
      const chosen = largestPositive(reduced, open.length, slots);
      let bound = constant;
      for (const index of chosen) bound += reduced[index] as number;
      if (step === 0 || bound < best.bound - 1e-13) {
        best.keep(bound, constant, ceiling, must);
        stale = 0;
      } else {
        stale += 1;
        if (stale >= 4) {
          scale /= 2;
          stale = 0;
        }
      }
      if (best.bound <= target || step === steps) break;
      const length = table.slopes(chosen, slope, mustSlope);
      if (length === 0) break;
      const move = (scale * Math.max(bound - target, 1e-9)) / length;
      for (let column = 0; column < ceiling.length; column += 1) {
        const price = (ceiling[column] as number) - move * (slope[column] as number);
        ceiling[column] = price < 0 ? 0 : Math.min(price, 1);
      }
      for (let element = 0; element < must.length; element += 1) {
        const price = (must[element] as number) - move * (mustSlope[element] as number);
        must[element] = Math.max(price, 0);
      }
    }
    return best;
  }

  private at(depth: number): GainBound {
    let known = this.depths[depth];
    if (!known) {
      known = new GainBound(this.candidates, this.table.columns, this.table.elements);
      this.depths[depth] = known;
    }
    return known;
  }
}

/** The positions of the largest positive values among the first `length`, at most `count`. */
export function largestPositive(values: Float64Array, length: number, count: number): number[] {
  const chosen: number[] = [];
  if (count >= length) {
    for (let index = 0; index < length; index += 1) if ((values[index] as number) > 0) chosen.push(index);
    return chosen;
  }
  if (count <= 0) return chosen;
  let lowest = 0;
  for (let index = 0; index < length; index += 1) {
    const value = values[index] as number;
    if (value <= lowest) continue;
    let at = chosen.length;
    if (at < count) chosen.push(index);
    else at -= 1;
    for (; at > 0 && (values[chosen[at - 1] as number] as number) < value; at -= 1)
      chosen[at] = chosen[at - 1] as number;
    chosen[at] = index;
    if (chosen.length === count) lowest = values[chosen[count - 1] as number] as number;
  }
  return chosen;
}

/** What each open candidate adds on each column, as sparse rows. */
class GainTable {
  readonly elements: number;
  readonly columns: number;
  private readonly offers: TeamOffers;
  private readonly base: Float64Array;
  private readonly ceilings: Float64Array;
  /** 1 − price of each column's ceiling. */
  private readonly kept: Float64Array;
  private readonly rowStart: Int32Array;
  private readonly column: Int32Array;
  private readonly gain: Float64Array;
  private readonly mustStart: Int32Array;
  private readonly mustElement: Int32Array;
  /** Open musts that have to be covered. */
  private readonly required: Uint8Array;
  private rows = 0;

  constructor(offers: TeamOffers) {
    const { candidates, assetCount } = offers.problem;
    this.offers = offers;
    this.elements = offers.elements;
    this.columns = offers.elements + assetCount + offers.elements;
    this.base = new Float64Array(candidates.length);
    this.ceilings = new Float64Array(this.columns);
    this.kept = new Float64Array(this.columns);
    this.rowStart = new Int32Array(candidates.length + 1);
    this.mustStart = new Int32Array(candidates.length + 1);
    const offered = offers.element.length;
    const assets = candidates.reduce(
      (sum, { produces, consumes }) => sum + produces.length + consumes.length,
      0,
    );
    this.column = new Int32Array(2 * offered + assets);
    this.gain = new Float64Array(2 * offered + assets);
    this.mustElement = new Int32Array(offered);
    this.required = new Uint8Array(offers.elements);
  }

  /** Works out the rows of the open candidates for a team. */
  fill(state: TeamState, open: readonly number[], mustBonus: number): void {
    const { offers, elements, ceilings, base, rowStart, mustStart, column, gain, mustElement } = this;
    const { problem, start, element: offeredElement, strength, must } = offers;
    const { coverThreshold, strongThreshold, duplicatePenalty, linkValue, assetCount: assets } = problem;
    const { best, strong, produced, consumed } = state;
    ceilings.fill(0);
    for (let element = 0; element < elements; element += 1) {
      const isOpen = must[element] === 1 && (best[element] as number) < coverThreshold;
      this.required[element] = isOpen && mustBonus <= 0 ? 1 : 0;
      if (isOpen && mustBonus > 0) ceilings[elements + assets + element] = mustBonus;
    }
    for (let asset = 0; asset < assets; asset += 1)
      if ((produced[asset] as number) === 0 || (consumed[asset] as number) === 0)
        ceilings[elements + asset] = linkValue;
    let entry = 0;
    let mustEntry = 0;
    for (let index = 0; index < open.length; index += 1) {
      const candidate = open[index] as number;
      const member = problem.candidates[candidate];
      let sum = -(member?.cost ?? 0);
      const end = start[candidate + 1] as number;
      for (let slot = start[candidate] as number; slot < end; slot += 1) {
        const element = offeredElement[slot] as number;
        const offered = strength[slot] as number;
        const weight = problem.weights[element] as number;
        const had = best[element] as number;
        if (offered > had && weight > 0) {
          const more = weight * (offered - had);
          column[entry] = element;
          gain[entry] = more;
          entry += 1;
          if (more > (ceilings[element] as number)) ceilings[element] = more;
        }
        if (offered >= coverThreshold && had < coverThreshold && must[element] === 1) {
          if (mustBonus > 0) {
            column[entry] = elements + assets + element;
            gain[entry] = mustBonus;
            entry += 1;
          } else {
            mustElement[mustEntry] = element;
            mustEntry += 1;
          }
        }
        if (offered >= strongThreshold && (strong[element] as number) > 0) sum -= duplicatePenalty * weight;
      }
      if (member && linkValue > 0) {
        for (const asset of member.produces) {
          if ((produced[asset] as number) !== 0) continue;
          column[entry] = elements + asset;
          gain[entry] = linkValue * ((consumed[asset] as number) > 0 ? 1 : HALF_LINK);
          entry += 1;
        }
        for (const asset of member.consumes) {
          if ((consumed[asset] as number) !== 0) continue;
          column[entry] = elements + asset;
          gain[entry] = linkValue * ((produced[asset] as number) > 0 ? 1 : HALF_LINK);
          entry += 1;
        }
      }
      base[index] = sum;
      rowStart[index + 1] = entry;
      mustStart[index + 1] = mustEntry;
    }
    this.rows = open.length;
  }

  /** Fills the reduced gains for given prices and returns the constant of the bound. */
  reduce(ceiling: Float64Array, must: Float64Array, into: Float64Array): number {
    const { base, kept, column, gain, rowStart, mustStart, mustElement, ceilings, required, rows } = this;
    let constant = 0;
    for (let index = 0; index < ceilings.length; index += 1) {
      const price = ceiling[index] as number;
      constant += price * (ceilings[index] as number);
      kept[index] = 1 - price;
    }
    for (let element = 0; element < required.length; element += 1)
      if (required[element] === 1) constant -= must[element] as number;
    let entry = 0;
    let mustEntry = 0;
    for (let index = 0; index < rows; index += 1) {
      let sum = base[index] as number;
      const end = rowStart[index + 1] as number;
      for (; entry < end; entry += 1)
        sum += (kept[column[entry] as number] as number) * (gain[entry] as number);
      const mustEnd = mustStart[index + 1] as number;
      for (; mustEntry < mustEnd; mustEntry += 1) sum += must[mustElement[mustEntry] as number] as number;
      into[index] = sum;
    }
    return constant;
  }

  /** Slopes of the bound at the chosen candidates; returns the square of their length. */
  slopes(chosen: readonly number[], slope: Float64Array, mustSlope: Float64Array): number {
    const { column, gain, rowStart, mustStart, mustElement, required } = this;
    slope.set(this.ceilings);
    for (let element = 0; element < required.length; element += 1)
      mustSlope[element] = required[element] === 1 ? -1 : 0;
    for (const index of chosen) {
      const end = rowStart[index + 1] as number;
      for (let entry = rowStart[index] as number; entry < end; entry += 1) {
        const at = column[entry] as number;
        slope[at] = (slope[at] as number) - (gain[entry] as number);
      }
      const mustEnd = mustStart[index + 1] as number;
      for (let entry = mustStart[index] as number; entry < mustEnd; entry += 1) {
        const element = mustElement[entry] as number;
        mustSlope[element] = (mustSlope[element] as number) + 1;
      }
    }
    let length = 0;
    for (let index = 0; index < slope.length; index += 1) {
      const value = slope[index] as number;
      length += value * value;
    }
    for (let index = 0; index < mustSlope.length; index += 1) {
      const value = mustSlope[index] as number;
      length += value * value;
    }
    return length;
  }
}
