import type { TeamState } from './state.ts';

/** Prices from which a bound was computed; a good start for the bound of a slightly larger team. */
export interface Prices {
  /** Per column (elements, then data assets, then musts): how far its ceiling is charged, 0…1. */
  readonly ceiling: Float64Array;
  /** Per element: price of leaving an open must uncovered. */
  readonly must: Float64Array;
}

/** An upper bound on what open candidates can still add, with what each contributes to it. */
export interface GainBound {
  readonly bound: number;
  /** Part of the bound that does not depend on who is chosen. */
  readonly constant: number;
  /** Reduced gain of each open candidate, in the order of `open`. */
  readonly reduced: Float64Array;
  readonly prices: Prices;
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
 * @param target the bound is only needed as far as it falls to this gain
 */
export function boundGain(
  state: TeamState,
  open: readonly number[],
  slots: number,
  mustBonus: number,
  target: number,
  steps: number,
  start?: Prices,
): GainBound {
  const table = new GainTable(state, open, mustBonus);
  const { columns, elements } = table;
  const ceiling = start ? start.ceiling.slice() : new Float64Array(columns);
  const must = start ? start.must.slice() : new Float64Array(elements);
  let best: GainBound | undefined;
  let scale = 1;
  let stale = 0;
  const reduced = new Float64Array(open.length);
  const slope = new Float64Array(columns);
  const mustSlope = new Float64Array(elements);
  for (let step = 0; step <= steps; step += 1) {
    const constant = table.reduce(ceiling, must, reduced);
    const chosen = largestPositive(reduced, slots);
    let bound = constant;
    for (const index of chosen) bound += reduced[index] as number;
    if (!best || bound < best.bound - 1e-13) {
      best = {
        bound,
        constant,
        reduced: reduced.slice(),
        prices: { ceiling: ceiling.slice(), must: must.slice() },
      };
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
    for (let column = 0; column < columns; column += 1)
      ceiling[column] = Math.min(
        1,
        Math.max(0, (ceiling[column] as number) - move * (slope[column] as number)),
      );
    for (let element = 0; element < elements; element += 1)
      must[element] = Math.max(0, (must[element] as number) - move * (mustSlope[element] as number));
  }
  return best as GainBound;
}

/** The positions of the largest positive values, at most `count`. */
export function largestPositive(values: Float64Array, count: number): number[] {
  const chosen: number[] = [];
  if (count >= values.length) {
    for (let index = 0; index < values.length; index += 1)
      if ((values[index] as number) > 0) chosen.push(index);
    return chosen;
  }
  if (count <= 0) return chosen;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] as number;
    if (value <= 0) continue;
    if (chosen.length === count && value <= (values[chosen[count - 1] as number] as number)) continue;
    let at = chosen.length;
    while (at > 0 && (values[chosen[at - 1] as number] as number) < value) at -= 1;
    chosen.splice(at, 0, index);
    if (chosen.length > count) chosen.pop();
  }
  return chosen;
}

/** What each open candidate adds on each column, as sparse rows. */
class GainTable {
  readonly elements: number;
  readonly columns: number;
  private readonly base: Float64Array;
  private readonly ceilings: Float64Array;
  private readonly rowStart: Int32Array;
  private readonly column: number[] = [];
  private readonly gain: number[] = [];
  private readonly mustStart: Int32Array;
  private readonly mustElement: number[] = [];
  /** Open musts that have to be covered. */
  private readonly required: Uint8Array;

  constructor(state: TeamState, open: readonly number[], mustBonus: number) {
    const { problem, elements } = state;
    this.elements = elements;
    const assets = problem.assetCount;
    this.columns = elements + assets + elements;
    this.base = new Float64Array(open.length);
    this.ceilings = new Float64Array(this.columns);
    this.rowStart = new Int32Array(open.length + 1);
    this.mustStart = new Int32Array(open.length + 1);
    this.required = new Uint8Array(elements);
    for (let element = 0; element < elements; element += 1) {
      if (state.must[element] === 1 && (state.best[element] as number) < problem.coverThreshold) {
        if (mustBonus > 0) this.ceilings[elements + assets + element] = mustBonus;
        else this.required[element] = 1;
      }
    }
    for (let asset = 0; asset < assets; asset += 1)
      if ((state.produced[asset] as number) === 0 || (state.consumed[asset] as number) === 0)
        this.ceilings[elements + asset] = problem.linkValue;
    for (const [index, candidate] of open.entries()) {
      const member = problem.candidates[candidate];
      let base = -(member?.cost ?? 0);
      const offset = candidate * elements;
      for (let element = 0; element < elements; element += 1) {
        const offered = state.coverage[offset + element] as number;
        if (offered === 0) continue;
        const weight = problem.weights[element] as number;
        const had = state.best[element] as number;
        if (offered > had && weight > 0) {
          const gain = weight * (offered - had);
          this.put(element, gain);
          if (gain > (this.ceilings[element] as number)) this.ceilings[element] = gain;
        }
        if (offered >= problem.coverThreshold && had < problem.coverThreshold && state.must[element] === 1) {
          if (mustBonus > 0) this.put(elements + assets + element, mustBonus);
          else this.mustElement.push(element);
        }
        if (offered >= problem.strongThreshold && (state.strong[element] as number) > 0)
          base -= problem.duplicatePenalty * weight;
      }
      if (problem.linkValue > 0) {
        for (const asset of member?.produces ?? [])
          if ((state.produced[asset] as number) === 0)
            this.put(
              elements + asset,
              problem.linkValue * ((state.consumed[asset] as number) > 0 ? 1 : HALF_LINK),
            );
        for (const asset of member?.consumes ?? [])
          if ((state.consumed[asset] as number) === 0)
            this.put(
              elements + asset,
              problem.linkValue * ((state.produced[asset] as number) > 0 ? 1 : HALF_LINK),
            );
      }
      this.base[index] = base;
      this.rowStart[index + 1] = this.column.length;
      this.mustStart[index + 1] = this.mustElement.length;
    }
  }

  private put(column: number, gain: number): void {
    this.column.push(column);
    this.gain.push(gain);
  }

  /** Fills the reduced gains for given prices and returns the constant of the bound. */
  reduce(ceiling: Float64Array, must: Float64Array, into: Float64Array): number {
    let constant = 0;
    for (let column = 0; column < this.columns; column += 1)
      constant += (ceiling[column] as number) * (this.ceilings[column] as number);
    for (let element = 0; element < this.elements; element += 1)
      if (this.required[element] === 1) constant -= must[element] as number;
    for (let index = 0; index < into.length; index += 1) {
      let sum = this.base[index] as number;
      const end = this.rowStart[index + 1] as number;
      for (let entry = this.rowStart[index] as number; entry < end; entry += 1)
        sum += (1 - (ceiling[this.column[entry] as number] as number)) * (this.gain[entry] as number);
      const mustEnd = this.mustStart[index + 1] as number;
      for (let entry = this.mustStart[index] as number; entry < mustEnd; entry += 1)
        sum += must[this.mustElement[entry] as number] as number;
      into[index] = sum;
    }
    return constant;
  }

  /** Slopes of the bound at the chosen candidates; returns the square of their length. */
  slopes(chosen: readonly number[], slope: Float64Array, mustSlope: Float64Array): number {
    slope.set(this.ceilings);
    for (let element = 0; element < this.elements; element += 1)
      mustSlope[element] = this.required[element] === 1 ? -1 : 0;
    for (const index of chosen) {
      const end = this.rowStart[index + 1] as number;
      for (let entry = this.rowStart[index] as number; entry < end; entry += 1) {
        const column = this.column[entry] as number;
        slope[column] = (slope[column] as number) - (this.gain[entry] as number);
      }
      const mustEnd = this.mustStart[index + 1] as number;
      for (let entry = this.mustStart[index] as number; entry < mustEnd; entry += 1) {
        const element = this.mustElement[entry] as number;
        mustSlope[element] = (mustSlope[element] as number) + 1;
      }
    }
    let length = 0;
    for (const value of slope) length += value * value;
    for (const value of mustSlope) length += value * value;
    return length;
  }
}
