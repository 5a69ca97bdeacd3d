import type { Verdict, Visibility } from '#core/kinds/choices.ts';

/** What a verdict is about: what was asked for, and what was proposed for it. */
export interface VerdictTarget {
  readonly need?: string;
  readonly city?: string;
  readonly study?: string;
  readonly precedent?: string;
  readonly organisation?: string;
}

/** What a person fills in. */
export interface VerdictDraft {
  readonly verdict: Verdict;
  readonly reason: string;
  readonly visibility: Visibility;
  /** Stays on this device, whatever the verdict's visibility. */
  readonly privateNote: string;
  /** Not only for what was asked: for everything. */
  readonly everywhere: boolean;
}

interface Context {
  readonly title: string;
  readonly language: string;
  /** The reader's day, `YYYY-MM-DD`. */
  readonly today: string;
}

/** The values of the verdict's record. The title must name nobody: names have a visibility of their own. */
export function verdictValues(target: VerdictTarget, draft: VerdictDraft, context: Context) {
  const reason = draft.reason.trim();
  const { organisation } = target;
  const about = draft.everywhere && organisation !== undefined ? { organisation } : target;
  return {
    title: { [context.language]: context.title },
    verdict: draft.verdict,
    date: context.today,
    visibility: draft.visibility,
    reason: reason === '' ? null : { [context.language]: reason },
    need: null,
    city: null,
    study: null,
    precedent: null,
    ...about,
  };
}

/** Without what is not said, for a new record. */
export function withoutNothing(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}

/** The values of the private note: a mission note of its own, so that it never leaves with the verdict. */
export function privateNoteValues(verdictId: string, note: string, context: Context) {
  return {
    title: { [context.language]: context.title },
    date: context.today,
    about: [verdictId],
    body: { [context.language]: note.trim() },
    visibility: 'private',
  };
}
