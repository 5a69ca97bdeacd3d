import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProjectStage } from '#core/kinds/choices.ts';
import { notifyDone } from '#ui/components/notify.tsx';
import { host } from '#ui/host/client.ts';
import { orpc } from '#ui/host/queries.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { useRecordChanges } from '../../records/data/useRecordChanges.ts';

export interface BoardMove {
  readonly id: string;
  readonly stage: ProjectStage;
  readonly date: string;
  readonly reason: string;
  readonly place: { readonly above?: string; readonly below?: string };
  /** Only its place in the column. */
  readonly arranges: boolean;
}

/** Writes a move, and offers to take it back. Rejects with the host's refusal. */
export function useBoardMoves(): (move: BoardMove) => Promise<void> {
  const { t } = useTranslation(['pipeline', 'common']);
  const queries = useQueryClient();
  const format = useFormat();
  const { undo } = useRecordChanges();
  return useCallback(
    async ({ arranges, ...move }) => {
      const { changeId, warnings } = await host.pipeline.move({ ...move, language: format.language });
      await Promise.all(
        [orpc.registry, orpc.pipeline, orpc.home].map((part) =>
          queries.invalidateQueries({ queryKey: part.key() }),
        ),
      );
      if (!changeId) return;
      const stage = format.choice('project', 'stage', move.stage);
      const latest = warnings?.[0]?.latest;
      const said = arranges
        ? t('pipeline:board.arranged')
        : latest
          ? t('pipeline:board.savedBackwards', { stage, latest: format.shortDate(latest) })
          : t('pipeline:board.saved', { stage });
      notifyDone(said, { label: t('common:action.undo'), run: () => void undo(changeId) });
    },
    [t, queries, format, undo],
  );
}
