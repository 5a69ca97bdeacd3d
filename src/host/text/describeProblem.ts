import type { CellProblem } from '#core/import/importTypes.ts';
import type { Problem } from '#core/records/validateRecord.ts';
import type { Translate } from './translator.ts';

const longestShown = 60;
const mostChoices = 12;

/** Why a value cannot be taken, in one sentence. */
export function describeProblem(problem: Problem | CellProblem, translate: Translate): string {
  const value = typeof problem.value === 'string' ? problem.value : JSON.stringify(problem.value ?? '');
  const code = 'reason' in problem ? problem.reason : problem.code;
  const facts = {
    value: value.length > longestShown ? `${value.slice(0, longestShown)}…` : value,
    allowed: problem.allowed?.slice(0, mostChoices).join(', ') ?? '',
  };
  return translate(`errors:problems.${code}`, {
    ...facts,
    defaultValue: translate(`import:problems.${code}`, facts),
  });
}
