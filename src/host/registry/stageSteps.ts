import { localDay } from '#core/calendar/days.ts';
import { isConsistent, newEntry, type StageMoment, stageEntries } from '#core/projects/stageHistory.ts';
import type { DraftOperation, Ledger } from '#db/ledger.ts';
import { recordState } from '#db/recordState.ts';

/** Now, on the clock of this machine, which is the reader's. */
export function stageMoment(): StageMoment {
  const now = new Date();
  return { today: localDay(now), now: now.getTime() };
}

/**
 * What has to be written besides, so that the last step of every project still says its stage: taking back a
 * change whose step was reworded since, or settling on another device's stage, moves the stage alone.
 */
export function missingStageSteps(ledger: Ledger, drafts: readonly DraftOperation[]): DraftOperation[] {
  const touched = new Set(
    drafts
      .filter(({ field }) => field === 'stage' || field === 'stageHistory')
      .map((draft) => draft.recordId),
  );
  return [...touched].flatMap((recordId) => {
    const own = drafts.filter((draft) => draft.recordId === recordId);
    const replaced = new Set(own.flatMap(({ previous }) => previous));
    const heads = [
      ...ledger.heads(recordId).filter(({ id }) => !replaced.has(id)),
      // Later than every operation that there is.
      ...own
        .filter(({ action }) => action !== 'remove')
        .map(({ field, action, value }, index) => ({ id: `~${index}`, field, action, value })),
    ];
    const state = recordState(recordId, heads);
    if (state?.kind !== 'project' || isConsistent(state.values.stage, state.values.stageHistory)) return [];
    const entry = newEntry(state.values.stage, stageEntries(state.values.stageHistory), stageMoment());
    return [{ recordId, field: 'stageHistory', action: 'add', value: entry, previous: [] } as const];
  });
}
