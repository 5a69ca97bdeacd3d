import { host } from '#ui/host/client.ts';
import {
  privateNoteValues,
  type VerdictDraft,
  type VerdictTarget,
  verdictValues,
  withoutNothing,
} from './verdictValues.ts';

interface Saving {
  readonly target: VerdictTarget;
  readonly draft: VerdictDraft;
  readonly title: string;
  readonly language: string;
  readonly today: string;
  /** The verdict that is changed; a new one when absent. */
  readonly id?: string | undefined;
}

/** Writes the verdict, then its private note where there is one. Returns the changes, the last one first. */
export async function saveVerdict({ target, draft, id, ...context }: Saving): Promise<string[]> {
  const values = verdictValues(target, draft, context);
  const { language } = context;
  const verdict =
    id === undefined
      ? await host.registry.create({ kind: 'verdict', values: withoutNothing(values), language })
      : await host.registry.patch({ id, values, language });
  const note =
    draft.privateNote.trim() === ''
      ? undefined
      : await host.registry.create({
          kind: 'missionNote',
          values: privateNoteValues(verdict.id, draft.privateNote, context),
          language,
        });
  return [note?.changeId, verdict.changeId].flatMap((changeId) => changeId ?? []);
}
