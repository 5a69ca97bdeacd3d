import type { ImportPlan } from './planImport.ts';

export interface PlanCounts {
  readonly rows: number;
  readonly create: number;
  readonly update: number;
  readonly unchanged: number;
  readonly skipped: number;
  readonly inError: number;
}

/** How many rows of a plan do what. */
export function countPlan({ rows }: Pick<ImportPlan, 'rows'>): PlanCounts {
  const count = (action: string) => rows.filter((row) => row.action === action).length;
  return {
    rows: rows.length,
    create: count('create'),
    update: count('update'),
    unchanged: count('unchanged'),
    skipped: count('skip'),
    inError: count('error'),
  };
}
