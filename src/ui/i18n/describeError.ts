import { ORPCError } from '@orpc/client';
import type { i18n } from 'i18next';
import { kindNames } from '#core/kinds/fieldTypes.ts';
import { createFormat } from './format.ts';
import { lookUp } from './lookUp.ts';
import { translations } from './translations.ts';

export interface DescribedProblem {
  /** A path into the record, such as `consortium.0.orgId`. */
  readonly path: string;
  /** The label of that field. */
  readonly fieldName: string;
  readonly text: string;
}

export interface DescribedError {
  /** An `ErrorCode`, or `HOST_UNREACHABLE` or `SESSION_ENDED` from the line to the host. */
  readonly code: string;
  /** What happened, that nothing was lost, and what to do. */
  readonly message: string;
  /** What is wrong with single fields. */
  readonly problems: readonly DescribedProblem[];
}

type Details = Readonly<Record<string, unknown>>;

/** Words for a refusal of the host, or for anything else that was thrown. */
export function describeError(error: unknown, texts: i18n = translations): DescribedError {
  const refusal = error instanceof ORPCError ? error : undefined;
  const code = refusal?.code ?? 'INTERNAL';
  const details = detailsOf(refusal?.data);
  const problems = Array.isArray(details.problems) ? details.problems.map(detailsOf) : [];
  const words = {
    ...details,
    kind: kindLabel(details.kind, texts),
    id: details.id ?? details.changeId ?? details.file ?? '',
    nearest: details.nearest ?? '…',
    count: problems.length,
    reason: details.reason ?? (error instanceof Error ? error.message : code),
  };
  const message =
    lookUp(texts, [`errors:${code}`, `shell:connection.${code}`], words) ??
    lookUp(texts, ['errors:INTERNAL'], { ...words, reason: code });
  return {
    code,
    message: message ?? code,
    problems: problems.map((problem) => describeProblem(problem, details.kind, texts)),
  };
}

const longestShown = 60;

function describeProblem(problem: Details, kindName: unknown, texts: i18n): DescribedProblem {
  const path = typeof problem.path === 'string' ? problem.path : '';
  const kind = kindNames.find((name) => name === kindName);
  const value = typeof problem.value === 'string' ? problem.value : JSON.stringify(problem.value ?? '');
  const reason = String(problem.reason);
  const text = lookUp(texts, [`errors:problems.${reason}`], {
    value: value.length > longestShown ? `${value.slice(0, longestShown)}…` : value,
    allowed: Array.isArray(problem.allowed) ? problem.allowed.slice(0, 12).join(', ') : '',
  });
  return {
    path,
    fieldName: kind && path !== '' ? createFormat(texts, texts.language).fieldName(kind, path) : path,
    text: text ?? reason,
  };
}

function kindLabel(kindName: unknown, texts: i18n): string {
  return lookUp(texts, [`kinds:${String(kindName)}.one`]) ?? String(kindName ?? '');
}

function detailsOf(value: unknown): Details {
  return value !== null && typeof value === 'object' ? (value as Details) : {};
}
