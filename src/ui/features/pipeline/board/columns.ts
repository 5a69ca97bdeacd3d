import type { BoardOutput } from '#contract/pipelineSchemas.ts';
import { type ProjectStage, projectStages } from '#core/kinds/choices.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';

export interface BoardColumn {
  /** Undefined for projects whose stage nobody recorded. */
  readonly stage: ProjectStage | undefined;
  readonly cards: readonly RegistryRecord[];
  /** How many stand below those shown. */
  readonly hidden: number;
}

/** A place on the board: before the card that stands at `index` of a column without the moved card. */
export interface BoardPlace {
  readonly stage: ProjectStage;
  readonly index: number;
}

/** The columns of an answer: its first cards each, and how many more there are. */
export function columnsOf(columns: BoardOutput['columns']): BoardColumn[] {
  return columns.map(({ stage, total, items }) => ({
    stage: stage ?? undefined,
    cards: items as readonly RegistryRecord[],
    hidden: total - items.length,
  }));
}

/** Where a card stands; undefined for one that is not there, or whose stage is not known. */
export function placeOf(columns: readonly BoardColumn[], id: string): BoardPlace | undefined {
  for (const { stage, cards } of columns) {
    const index = cards.findIndex((card) => card.id === id);
    if (index >= 0 && stage) return { stage, index };
  }
  return undefined;
}

/** The board as it would be with the card in that place. */
export function withCardAt(columns: readonly BoardColumn[], id: string, place: BoardPlace): BoardColumn[] {
  const card = columns.flatMap(({ cards }) => cards).find((candidate) => candidate.id === id);
  return columns.map((column) => {
    const rest = column.cards.filter((candidate) => candidate.id !== id);
    if (!card || column.stage !== place.stage) return { ...column, cards: rest };
    return { ...column, cards: [...rest.slice(0, place.index), card, ...rest.slice(place.index)] };
  });
}

/** The cards around a place, as the host wants to know them. */
export function neighboursOf(
  columns: readonly BoardColumn[],
  id: string,
  { stage, index }: BoardPlace,
): { above?: string; below?: string } {
  const rest = (columns.find((column) => column.stage === stage)?.cards ?? []).filter(
    (card) => card.id !== id,
  );
  const above = rest[index - 1]?.id;
  const below = rest[index]?.id;
  return { ...(above ? { above } : {}), ...(below ? { below } : {}) };
}

export type BoardKey = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight';

/** Where an arrow key takes a card that is held; the same place at an edge. */
export function steppedPlace(
  columns: readonly BoardColumn[],
  id: string,
  place: BoardPlace,
  key: BoardKey,
): BoardPlace {
  const restOf = (stage: ProjectStage) =>
    (columns.find((column) => column.stage === stage)?.cards ?? []).filter((card) => card.id !== id).length;
  if (key === 'ArrowUp') return { ...place, index: Math.max(0, place.index - 1) };
  if (key === 'ArrowDown') return { ...place, index: Math.min(restOf(place.stage), place.index + 1) };
  const at = projectStages.indexOf(place.stage) + (key === 'ArrowRight' ? 1 : -1);
  const stage = projectStages[at];
  return stage ? { stage, index: Math.min(restOf(stage), place.index) } : place;
}
