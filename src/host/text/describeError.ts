import type { MusubiError } from '#core/errors/musubiError.ts';
import type { Problem } from '#core/records/validateRecord.ts';
import type { Translate } from './translator.ts';

/** One clear line: what happened, where, what to do. */
export function describeError(error: MusubiError, translate: Translate): string {
  const problems = (error.details.problems ?? []) as readonly Problem[];
  const line = translate(`errors:${error.code}`, {
    ...error.details,
    id: error.details.id ?? error.details.changeId ?? error.details.file ?? '',
    count: problems.length,
    nearest: error.details.nearest ?? '…',
  });
  const where = problems.map((problem) => `${problem.path}: ${describeProblem(problem, translate)}`);
  return [line, ...where].join(' ');
}

const longestShown = 60;

function describeProblem(problem: Problem, translate: Translate): string {
  const value = typeof problem.value === 'string' ? problem.value : JSON.stringify(problem.value ?? '');
  return translate(`errors:problems.${problem.reason}`, {
    value: value.length > longestShown ? `${value.slice(0, longestShown)}…` : value,
    allowed: problem.allowed?.slice(0, 12).join(', ') ?? '',
  });
}
