import type { Decision } from './decision.ts';
import type { CheckedProgramme, CheckedProject, Condition } from './eligibilityTypes.ts';

/** One kind of grant within a programme: its share of the cost and its cap. */
interface Tier {
  readonly rate: number | undefined;
  readonly capYen: number | undefined;
}

const noMoney: Decision = { outcome: 'unknown', because: { code: 'moneyNone' }, ask: 'money' };

/** Whether the subsidy asked for is no more than the programme's share of the cost. */
export function checkRate(rates: readonly number[], project: CheckedProject): Decision {
  const { totalYen, subsidyYen } = project;
  if (!isPositive(totalYen) || subsidyYen === undefined) return noMoney;
  const share = subsidyYen / totalYen;
  return between(
    share,
    rates,
    { within: 'rateWithin', above: 'rateAbove', depends: 'rateDepends' },
    (rate) => percent(rate),
    percent(share),
  );
}

/** Whether the subsidy asked for is no more than the programme's cap. */
export function checkCap(caps: readonly number[], project: CheckedProject): Decision {
  const { subsidyYen } = project;
  if (subsidyYen === undefined) return noMoney;
  return between(
    subsidyYen,
    caps,
    { within: 'capWithin', above: 'capAbove', depends: 'capDepends' },
    (cap) => cap,
    subsidyYen,
  );
}

/** Whether the project pays more by itself than it gets. */
export function checkOwnShare(_condition: Condition, { totalYen, subsidyYen }: CheckedProject): Decision {
  if (!isPositive(totalYen) || subsidyYen === undefined) return noMoney;
  const values = { own: totalYen - subsidyYen, subsidy: subsidyYen };
  return values.own > subsidyYen
    ? { outcome: 'holds', because: { code: 'ownShareMore', values } }
    : { outcome: 'fails', because: { code: 'ownShareLess', values } };
}

/** The shares and caps that a programme states, over all its kinds of grant. What is only told in words is left out. */
export function limitsOf(subsidy: CheckedProgramme['subsidy']): { rates: number[]; caps: number[] } {
  const tiers = tiersOf(subsidy?.tiers);
  const rates = [parseRate(subsidy?.rate), ...tiers.map(({ rate }) => rate)];
  const caps = tiers.some(({ capYen }) => capYen !== undefined)
    ? tiers.map(({ capYen }) => capYen)
    : [subsidy?.capYen ?? undefined];
  // Where a kind of grant states its share in words alone, no share is the limit of all.
  const readable = tiers.length === 0 || tiers.every(({ rate }) => rate !== undefined);
  return { rates: readable ? known(rates) : [], caps: known(caps) };
}

/** `1/2`, `2/3` or `50%`, and nothing else: a rate with conditions in words is not one number. */
export function parseRate(text: unknown): number | undefined {
  if (typeof text !== 'string') return undefined;
  const plain = text.normalize('NFKC').trim();
  const fraction = /^(\d{1,3})\/(\d{1,3})$/.exec(plain);
  if (fraction && Number(fraction[2]) > 0) return Number(fraction[1]) / Number(fraction[2]);
  const share = /^(\d{1,3}(?:\.\d+)?)%$/.exec(plain);
  return share ? Number(share[1]) / 100 : undefined;
}

function tiersOf(value: unknown): Tier[] {
  if (!Array.isArray(value)) return [];
  return value
    .filter((tier): tier is Record<string, unknown> => tier !== null && typeof tier === 'object')
    .map((tier) => ({
      rate: parseRate(tier.rate),
      capYen: typeof tier.capYen === 'number' ? tier.capYen : undefined,
    }));
}

type Codes = Readonly<Record<'within' | 'above' | 'depends', Decision['because']['code']>>;

/** Below the smallest limit it holds whatever the kind of grant, above the largest it fails, between them it depends. */
function between(
  value: number,
  limits: readonly number[],
  codes: Codes,
  show: (limit: number) => number,
  shown: number,
): Decision {
  const least = Math.min(...limits);
  const most = Math.max(...limits);
  const values = { value: shown, least: show(least), most: show(most) };
  // A third of a yen is no reason to refuse: shares are compared with the tolerance of a double.
  const above = (limit: number) => value > limit * (1 + 1e-9);
  if (above(most)) return { outcome: 'fails', because: { code: codes.above, values } };
  if (above(least)) return { outcome: 'unknown', because: { code: codes.depends, values }, ask: 'tier' };
  return { outcome: 'holds', because: { code: codes.within, values } };
}

function percent(share: number): number {
  return Math.round(share * 1_000) / 10;
}

function known(values: readonly (number | undefined)[]): number[] {
  return [...new Set(values.filter((value) => value !== undefined))];
}

function isPositive(value: number | undefined): value is number {
  return value !== undefined && value > 0;
}
