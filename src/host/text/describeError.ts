import type { MusubiError } from '#core/errors/musubiError.ts';
import type { Problem } from '#core/records/validateRecord.ts';
import { describeProblem } from './describeProblem.ts';
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
