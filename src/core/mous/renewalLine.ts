import { earliestDay } from '../calendar/days.ts';

export interface Renewable {
  readonly id: string;
  readonly renewalOf?: string | undefined;
  readonly date?: unknown;
  readonly validFrom?: unknown;
}

/**
 * The line of memorandums that one belongs to: what it renews, what that renewed, and everything that renews any of
 * them, the oldest first. Two devices may each have made a renewal of the same one: both stand in the line. A circle
 * (one that renews what renews it, made by hand on two devices) is walked once.
 * @param all every memorandum that the reader may see; a hidden one breaks the line
 */
export function renewalLine<Mou extends Renewable>(id: string, all: readonly Mou[]): Mou[] {
  const byId = new Map(all.map((mou) => [mou.id, mou]));
  const renewals = new Map<string, Mou[]>();
  for (const mou of all) {
    if (mou.renewalOf === undefined) continue;
    const own = renewals.get(mou.renewalOf);
    if (own) own.push(mou);
    else renewals.set(mou.renewalOf, [mou]);
  }
  const reached = new Set<string>();
  const waiting = [id];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const mou = byId.get(next);
    if (!mou || reached.has(next)) continue;
    reached.add(next);
    if (mou.renewalOf !== undefined) waiting.push(mou.renewalOf);
    for (const renewal of renewals.get(next) ?? []) waiting.push(renewal.id);
  }
  return inOrder([...reached].flatMap((each) => byId.get(each) ?? []));
}

/** A renewal stands after what it renews, also where dates are missing; otherwise the earlier first. */
function inOrder<Mou extends Renewable>(line: readonly Mou[]): Mou[] {
  const left = [...line].sort((a, b) => compare(startOf(a), startOf(b)) || compare(a.id, b.id));
  const placed = new Set<string>();
  const ordered: Mou[] = [];
  const inLine = new Set(line.map((mou) => mou.id));
  while (left.length > 0) {
    const ready = left.findIndex(
      ({ renewalOf }) => renewalOf === undefined || placed.has(renewalOf) || !inLine.has(renewalOf),
    );
    const [next] = left.splice(Math.max(ready, 0), 1);
    if (!next) break;
    placed.add(next.id);
    ordered.push(next);
  }
  return ordered;
}

function startOf(mou: Renewable): string {
  return earliestDay(mou.validFrom ?? mou.date) ?? '9999';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
