import type { Visibility } from '#core/kinds/choices.ts';
import type { MatchingService } from './index.ts';

interface ShownAnswer {
  readonly question: 'need' | 'city';
  readonly id: string;
  readonly audience: Visibility;
  readonly timeZone: string;
  readonly organisationIds: readonly string[];
}

/**
 * How many of the organisations that a file shows to its audience are ruled out by a veto which that audience may not
 * see. The veto cannot count there without giving itself away; whoever makes the file should know before it goes out.
 * For its author alone: never a part of the file.
 */
export function countUnseenVetoes(matching: MatchingService, shown: ShownAnswer): number {
  const { question, id, audience, timeZone, organisationIds } = shown;
  if (audience === 'private' || organisationIds.length === 0) return 0;
  const { filtered } = matching[question]({
    id,
    audience: 'private',
    timeZone,
    limit: 1,
    listFiltered: true,
    diversify: 0,
    hiddenVerdicts: [],
    noted: false,
  });
  const ruledOut = new Set(
    filtered.flatMap(({ organisationId, reasons }) =>
      organisationId && reasons.includes('vetoed') ? [organisationId] : [],
    ),
  );
  return organisationIds.filter((each) => ruledOut.has(each)).length;
}
