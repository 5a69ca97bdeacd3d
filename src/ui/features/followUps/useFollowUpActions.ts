import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LanguageMap } from '#core/kinds/fieldTypes.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';
import { notifyDone } from '#ui/components/notify.tsx';
import { host } from '#ui/host/client.ts';
import { orpc } from '#ui/host/queries.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { useRecordChanges } from '../records/data/useRecordChanges.ts';

export interface Done {
  readonly date: string;
  readonly outcome: string;
  /** A new follow-up, where there is a next step. */
  readonly next: string;
  readonly nextDue: string | undefined;
}

export interface NextAction {
  readonly action: string;
  readonly due: string | undefined;
  readonly waiting: boolean;
}

/** What is done with a follow-up in the list. Each resolves when it is on disk, and then offers to take it back. */
export interface FollowUpActions {
  finish(followUp: RegistryRecord, done: Done): Promise<void>;
  postpone(followUp: RegistryRecord, due: string): Promise<void>;
  planNext(followUp: RegistryRecord, next: NextAction): Promise<void>;
}

export function useFollowUpActions(): FollowUpActions {
  const { t } = useTranslation(['followUps', 'common']);
  const queries = useQueryClient();
  const format = useFormat();
  const { language } = format;
  const { undo } = useRecordChanges();

  const say = useCallback(
    async (message: string, changeIds: readonly (string | null)[]) => {
      await Promise.all(
        [orpc.registry, orpc.pipeline, orpc.home].map((part) =>
          queries.invalidateQueries({ queryKey: part.key() }),
        ),
      );
      const made = changeIds.filter((id) => id !== null).toReversed();
      if (made.length === 0) return;
      const takeBack = async () => {
        for (const id of made) await undo(id);
      };
      notifyDone(message, { label: t('common:action.undo'), run: () => void takeBack() });
    },
    [queries, t, undo],
  );

  return useMemo(() => {
    const patch = async (id: string, values: Record<string, unknown>) =>
      (await host.registry.patch({ id, values, language })).changeId;
    const text = (typed: string) => ({ [language]: typed.trim() });
    return {
      async finish(followUp, { date, outcome, next, nextDue }) {
        const done = await patch(followUp.id, {
          status: 'done',
          date,
          ...(outcome.trim() ? { outcome: text(outcome) } : {}),
        });
        if (!next.trim()) return say(t('followUps:saidDone'), [done]);
        const { changeId } = await host.registry.create({
          kind: 'followUp',
          values: { ...nextOf(followUp), title: text(next), ...(nextDue ? { due: nextDue } : {}) },
          language,
        });
        return say(t('followUps:saidDoneNext'), [done, changeId]);
      },
      async postpone(followUp, due) {
        const changed = await patch(followUp.id, { due });
        return say(t('followUps:saidPostponed', { date: format.shortDate(due) }), [changed]);
      },
      async planNext(followUp, { action, due, waiting }) {
        const changed = await patch(followUp.id, {
          nextAction: text(action),
          due: due ?? null,
          status: waiting ? 'waiting' : 'planned',
        });
        return say(t('followUps:saidNext'), [changed]);
      },
    };
  }, [language, format, say, t]);
}

/** A next follow-up is about the same and seen by the same. */
function nextOf(followUp: RegistryRecord): Record<string, unknown> {
  const { study, project, city, responsible, visibility } = followUp;
  const kept = Object.entries({ study, project, city, responsible, visibility });
  return { status: 'planned', ...Object.fromEntries(kept.filter(([, value]) => value !== undefined)) };
}

/** The text of a field in the language that an edit would write. */
export function textIn(value: unknown, language: string): string {
  return (value as LanguageMap | undefined)?.[language] ?? '';
}
