import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { BulkEdit, BulkResult } from '#contract/schemas.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { notifyDone } from '#ui/components/notify.tsx';
import { host } from '#ui/host/client.ts';
import { ownChanges } from '#ui/host/ownChanges.ts';
import { orpc } from '#ui/host/queries.ts';
import { reportError } from '#ui/host/reportError.ts';
import { takeBackChange } from '#ui/host/takeBack.ts';
import { useFormat } from '#ui/i18n/format.ts';
import type { selectionInput } from '../list/selection.ts';
import type { JobState } from './useJob.ts';

type Values = Readonly<Record<string, unknown>>;
type Said = 'saved' | 'created' | 'removed' | 'restored' | 'settled';

export interface RecordChanges {
  /** These resolve when the change is on disk, and then offer to undo it; they reject with the host's refusal. */
  create(kind: KindName, values: Values): Promise<string>;
  patch(id: string, values: Values): Promise<void>;
  /** Adds members to a list field and takes some out, whatever others did to it meanwhile. */
  amend(
    id: string,
    field: string,
    change: { readonly add?: readonly unknown[]; readonly remove?: readonly unknown[] },
  ): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
  restore(id: string): Promise<void>;
  /** The same edit of many records as one change; `run` follows the job. Undefined when it was cancelled or refused. */
  editMany(
    request: { kind: KindName; edit: BulkEdit } & ReturnType<typeof selectionInput>,
    run: JobState<BulkResult>['start'],
  ): Promise<BulkResult | undefined>;
  settle(id: string, field: string, operationId: string): Promise<void>;
  /** Resolves to whether the change was taken back; a refusal is reported. */
  undo(changeId: string): Promise<boolean>;
}

/** The writes of these screens: each is said in a toast that can take it back. */
export function useRecordChanges(): RecordChanges {
  const queries = useQueryClient();
  const { t } = useTranslation(['records', 'common', 'activity']);
  const format = useFormat();
  const { language } = format;

  const refresh = useCallback(async () => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: orpc.registry.key() }),
      queries.invalidateQueries({ queryKey: orpc.home.key() }),
      queries.invalidateQueries({ queryKey: orpc.pipeline.key() }),
      queries.invalidateQueries({ queryKey: orpc.domain.key() }),
    ]);
  }, [queries]);

  const undo = useCallback(
    async (changeId: string): Promise<boolean> => {
      try {
        const answer = await takeBackChange(changeId, t('activity:undo.undoing'));
        if (!answer) return false;
        const { changeId: undoing, kept } = answer;
        // Ctrl+Z then goes on with the change before, and redo brings this one back.
        ownChanges.tookBack(changeId, undoing);
        await refresh();
        notifyDone(kept.length > 0 ? t('toast.undoneExcept', { count: kept.length }) : t('toast.undone'));
        return true;
      } catch (error) {
        reportError(error);
        return false;
      }
    },
    [refresh, t],
  );

  const say = useCallback(
    (said: Said, changeIds: readonly (string | null)[]) => {
      const done = changeIds.filter((changeId) => changeId !== null);
      if (done.length === 0) return;
      notifyDone(t(`toast.${said}`, { count: done.length }), {
        label: t('common:action.undo'),
        run: () => void undoAll(done, undo),
      });
    },
    [t, undo],
  );

  return useMemo(
    () => ({
      async create(kind, values) {
        const { id, changeId } = await host.registry.create({ kind, values: { ...values }, language });
        await refresh();
        say('created', [changeId]);
        return id;
      },
      async patch(id, values) {
        const { changeId } = await host.registry.patch({ id, values: { ...values }, language });
        await refresh();
        say('saved', [changeId]);
      },
      async amend(id, field, { add = [], remove = [] }) {
        const input = { id, field, add: [...add], remove: [...remove], language };
        const { changeId } = await host.registry.amend(input);
        await refresh();
        say('saved', [changeId]);
      },
      async remove(ids) {
        const changeIds: (string | null)[] = [];
        for (const id of ids) changeIds.push((await host.registry.remove({ id })).changeId);
        await refresh();
        say('removed', changeIds);
      },
      async editMany(request, run) {
        const result = await run((signal) => host.registry.changeMany({ ...request, language }, { signal }));
        if (!result) return undefined;
        await refresh();
        const { changeId, changed } = result;
        if (changeId !== null) ownChanges.made(changeId);
        notifyDone(
          t('toast.changedMany', { count: changed, formatted: format.number(changed) }),
          changeId === null ? undefined : { label: t('common:action.undo'), run: () => void undo(changeId) },
        );
        return result;
      },
      async restore(id) {
        const { changeId } = await host.registry.restore({ id });
        await refresh();
        say('restored', [changeId]);
      },
      async settle(id, field, operationId) {
        const { changeId } = await host.registry.settle({ id, field, operationId });
        await refresh();
        say('settled', [changeId]);
      },
      undo,
    }),
    [format, language, refresh, say, t, undo],
  );
}

async function undoAll(changeIds: readonly string[], undo: RecordChanges['undo']): Promise<void> {
  for (const changeId of [...changeIds].reverse()) await undo(changeId);
}
