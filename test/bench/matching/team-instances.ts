import { z } from 'zod';
import { defaultMatchingSettings } from '#core/matching/settings.ts';
import type { TeamCandidate, TeamProblem } from '#core/matching/team/problem.ts';
import { seededRandom } from './resampling.ts';
import { readNamed, Unreadable, within } from './unreadable.ts';

/** A made-up team problem shaped like real ones: few technologies per firm, few hubs, some data links. */
export function syntheticTeamProblem(seed: number, size: number): TeamProblem {
  const random = seededRandom(seed * 7919);
  const settings = defaultMatchingSettings.team;
  const elements = 8;
  const assets = 6;
  const pick = (limit: number): number => Math.floor(random() * limit);
  const some = (limit: number, most: number): number[] =>
    [...new Set(Array.from({ length: pick(most + 1) }, () => pick(limit)))].sort((a, b) => a - b);
  const candidates = Array.from({ length: size }, (): TeamCandidate => {
    const coverage = new Float64Array(elements);
    for (const element of some(elements, 4)) coverage[element] = 0.15 + 0.8 * random();
    return {
      coverage,
      cost: settings.memberCost * (1 - 0.5 * random()),
      hub: random() < 0.1 ? settings.hubBonus * random() : 0,
      produces: some(assets, 2),
      consumes: some(assets, 2),
      conflicts: [],
    };
  });
  return {
    weights: new Float64Array(elements).fill(1 / elements),
    must: Array.from({ length: elements }, (_value, element) => element < 3),
    candidates,
    maximum: settings.maximumMembers,
    coverThreshold: settings.coverThreshold,
    strongThreshold: settings.strongThreshold,
    duplicatePenalty: settings.duplicatePenalty,
    linkValue: settings.linkBonus / assets,
    assetCount: assets,
    forced: [],
  };
}

const setCoverShape = z.object({
  elements: z.union([z.number().int().positive(), z.array(z.union([z.string(), z.number()]))]).optional(),
  universe: z.union([z.number().int().positive(), z.array(z.union([z.string(), z.number()]))]).optional(),
  sets: z.union([
    z.array(
      z.union([
        z.array(z.union([z.string(), z.number()])),
        z.object({
          id: z.union([z.string(), z.number()]).optional(),
          cost: z.number().optional(),
          elements: z.array(z.union([z.string(), z.number()])).optional(),
          covers: z.array(z.union([z.string(), z.number()])).optional(),
        }),
      ]),
    ),
    z.record(z.string(), z.array(z.union([z.string(), z.number()]))),
  ]),
  costs: z.array(z.number()).optional(),
  maximum: z.number().int().positive().optional(),
  optimum: z.number().optional(),
});

/** A set-cover instance: choose sets of least total cost that together contain every element. */
export interface SetCover {
  readonly elementCount: number;
  /** What the file calls each element. */
  readonly names: readonly string[];
  readonly sets: readonly {
    readonly id: string;
    readonly cost: number;
    readonly elements: readonly number[];
  }[];
  readonly maximum?: number;
  readonly optimum?: number;
}

/**
 * Reads a set-cover instance: JSON (`{elements, sets: [{id?, cost?, elements}]}`) or the OR-Library scp format (rows
 * and columns, the columns' costs, then for each row the number of columns that cover it and their numbers from 1).
 * @throws Unreadable
 */
export function readSetCover(path: string): SetCover {
  const source = readNamed(path);
  return within(path, () => {
    const cover = /^\s*[{[]/.test(source) ? fromJson(JSON.parse(source)) : fromScp(source);
    if (cover.sets.length === 0) throw new Unreadable(`${path}: there are no sets`);
    const wrong = cover.sets.find(({ cost }) => !(Number.isFinite(cost) && cost >= 0));
    if (wrong) throw new Unreadable(`${path}: the cost of set ${wrong.id} is not a number of 0 or more`);
    return cover;
  });
}

function fromJson(value: unknown): SetCover {
  const parsed = setCoverShape.parse(value);
  const rows = Array.isArray(parsed.sets)
    ? parsed.sets.map((set, index) =>
        Array.isArray(set)
          ? { id: String(index), cost: parsed.costs?.[index] ?? 1, members: set.map(String) }
          : {
              id: String(set.id ?? index),
              cost: set.cost ?? parsed.costs?.[index] ?? 1,
              members: (set.elements ?? set.covers ?? []).map(String),
            },
      )
    : Object.entries(parsed.sets).map(([id, members], index) => ({
        id,
        cost: parsed.costs?.[index] ?? 1,
        members: members.map(String),
      }));
  const stated = parsed.elements ?? parsed.universe;
  const names = new Map<string, number>();
  const number = (name: string): number => {
    const known = names.get(name);
    if (known !== undefined) return known;
    names.set(name, names.size);
    return names.size - 1;
  };
  if (Array.isArray(stated)) {
    for (const name of stated) number(String(name));
    for (const row of rows)
      for (const member of row.members)
        if (!names.has(member))
          throw new Error(`Set ${row.id} names ${member}, which is not among the elements`);
  }
  const sets = rows.map((row) => ({
    id: row.id,
    cost: row.cost,
    elements: [...new Set(row.members.map(number))],
  }));
  // A count without names stands for numbered elements, of which a set need not name all.
  if (typeof stated === 'number')
    for (let next = 1; names.size < stated; next += 1)
      number(names.has(String(next)) ? `#${names.size + 1}` : String(next));
  return {
    elementCount: names.size,
    names: [...names.keys()],
    sets,
    ...(parsed.maximum === undefined ? {} : { maximum: parsed.maximum }),
    ...(parsed.optimum === undefined ? {} : { optimum: parsed.optimum }),
  };
}

function fromScp(source: string): SetCover {
  const numbers = source.trim().split(/\s+/).map(Number);
  if (numbers.some(Number.isNaN)) throw new Error('Not a set-cover instance: numbers expected');
  let at = 0;
  const next = (): number => {
    const value = numbers[at];
    if (value === undefined) throw new Error('Not a set-cover instance: the file ends too early');
    at += 1;
    return value;
  };
  const rows = next();
  const columns = next();
  const costs = Array.from({ length: columns }, next);
  const covers: number[][] = costs.map(() => []);
  for (let row = 0; row < rows; row += 1) {
    const count = next();
    for (let entry = 0; entry < count; entry += 1) {
      const column = next();
      const covered = covers[column - 1];
      if (!covered) throw new Error(`Row ${row + 1} names column ${column} of ${columns}`);
      covered.push(row);
    }
  }
  return {
    elementCount: rows,
    names: covers.length === 0 ? [] : Array.from({ length: rows }, (_value, row) => String(row + 1)),
    sets: costs.map((cost, index) => ({ id: String(index + 1), cost, elements: covers[index] ?? [] })),
  };
}

/** Set cover as a team: every element is a must of weight 0, every set a candidate, no hubs or links. */
export function setCoverProblem(instance: SetCover): TeamProblem {
  return {
    weights: new Float64Array(instance.elementCount),
    must: Array.from({ length: instance.elementCount }, () => true),
    candidates: instance.sets.map((set) => {
      const coverage = new Float64Array(instance.elementCount);
      for (const element of set.elements) coverage[element] = 1;
      return { coverage, cost: set.cost, hub: 0, produces: [], consumes: [], conflicts: [] };
    }),
    maximum: instance.maximum ?? instance.sets.length,
    coverThreshold: 0.5,
    strongThreshold: 2,
    duplicatePenalty: 0,
    linkValue: 0,
    assetCount: 0,
    forced: [],
  };
}
