import { useTranslation } from 'react-i18next';
import type { MatchRun } from '#contract/matchingRunSchemas.ts';

const shownLetters = 8;

/** The beginning of a hash, enough to tell runs apart. */
export function shortHash(hash: string | undefined): string {
  return hash?.slice(0, shownLetters) ?? '–';
}

/** Who asked, in words. */
export function useRunActor(): (run: MatchRun) => string {
  const { t } = useTranslation('matchRuns');
  return ({ actor, actorName }) => actorName ?? t(actor === undefined ? 'notKnown' : 'thisDevice');
}
