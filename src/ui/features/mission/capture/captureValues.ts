import type { KindName } from '#core/kinds/fieldTypes.ts';

/** What can be captured on the way; each is a record of its own kind. */
export const captureKinds = ['missionNote', 'need', 'followUp'] as const satisfies readonly KindName[];
export type CaptureKind = (typeof captureKinds)[number];

/** A form of capture as it is typed. */
export type CaptureContent = {
  readonly title: string;
  readonly text: string;
  readonly city?: string;
  /** Other records that a note is about; the study of a follow-up or need. */
  readonly about: readonly string[];
  readonly study?: string;
  readonly date?: string;
  readonly status?: string;
  readonly nextAction: string;
  readonly responsible?: string;
  readonly due?: string;
  readonly challenges: readonly string[];
  /** Attachments that are here already and will be about the record too. */
  readonly files: readonly string[];
  readonly place?: { readonly lat: number; readonly lon: number };
};

export const emptyCapture: CaptureContent = {
  title: '',
  text: '',
  about: [],
  nextAction: '',
  challenges: [],
  files: [],
};

export function isEmptyCapture(content: CaptureContent): boolean {
  return content.title.trim() === '' && content.text.trim() === '' && content.files.length === 0;
}

const longestTitle = 60;

/** A note begun in a hurry has no title: its first line stands for one. */
export function titleOf(content: CaptureContent, fallback: string): string {
  const typed = content.title.trim();
  if (typed) return typed;
  const [line = ''] = content.text.trim().split('\n');
  if (!line) return fallback;
  const letters = [...line];
  return letters.length <= longestTitle ? line : `${letters.slice(0, longestTitle - 1).join('')}…`;
}

/**
 * The record that a form becomes.
 * @param fallback the title when nothing was written that could be one
 * @param today the reader's day, for what is not dated
 */
export function captureValues(
  kind: CaptureKind,
  content: CaptureContent,
  mission: string,
  fallback: string,
  today: string,
): Record<string, unknown> {
  const title = titleOf(content, fallback);
  const text = content.text.trim();
  const own = { title, mission, confidence: 'own' };
  if (kind === 'missionNote') {
    const about = [...new Set([...(content.city ? [content.city] : []), ...content.about])];
    return {
      ...own,
      date: content.date ?? today,
      ...(about.length > 0 ? { about } : {}),
      ...(text ? { body: text } : {}),
      ...(content.place ? { place: content.place } : {}),
    };
  }
  const place = {
    ...(content.city ? { city: content.city } : {}),
    ...(content.study ? { study: content.study } : {}),
  };
  if (kind === 'need') {
    return {
      ...own,
      ...place,
      // What was heard behind closed doors is not public until somebody says so.
      visibility: 'government',
      origin: 'mission',
      state: 'open',
      statedOn: content.date ?? today,
      ...(text ? { description: text } : {}),
      ...(content.challenges.length > 0 ? { challenges: [...content.challenges] } : {}),
    };
  }
  const nextAction = content.nextAction.trim();
  return {
    ...own,
    ...place,
    date: content.date ?? today,
    status: content.status ?? (nextAction || content.due ? 'waiting' : 'done'),
    ...(text ? { outcome: text } : {}),
    ...(nextAction ? { nextAction } : {}),
    ...(content.responsible ? { responsible: content.responsible } : {}),
    ...(content.due ? { due: content.due } : {}),
  };
}
