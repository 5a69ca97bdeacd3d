import type { ActivityItem } from '#contract/schemas.ts';
import { type NoticeAction, notifyDone, notifyError } from '../../components/notify.tsx';
import { host } from '../../host/client.ts';
import { ownChanges } from '../../host/ownChanges.ts';
import { takeBackChange } from '../../host/takeBack.ts';
import { createFormat } from '../../i18n/format.ts';
import { translations } from '../../i18n/index.ts';
import { describeChange } from './describeChange.ts';

/** One after another: two quick presses of Ctrl+Z undo two changes, not one of them twice. */
let queue: Promise<void> = Promise.resolve();

function inTurn(work: () => Promise<void>): Promise<void> {
  queue = queue.then(work).catch(notifyError);
  return queue;
}

/** Takes back the last change made in this window and says what it was. */
export function undoLastChange(): Promise<void> {
  return inTurn(async () => {
    const changeId = ownChanges.last();
    if (!changeId) {
      say(translations.t('activity:undo.nothing'));
      return;
    }
    const batch = ownChanges.importOf(changeId);
    if (batch !== undefined) {
      // A whole import is no slip of the hand: its own page says what taking it back would do.
      say(translations.t('activity:undo.import'), {
        label: translations.t('activity:undo.openImport'),
        run: () => {
          location.hash = `#/import/batch/${batch}`;
        },
      });
      return;
    }
    try {
      await takeBack(changeId);
    } catch (error) {
      // It cannot be undone (any more): the next press must reach the change before it.
      ownChanges.forget(changeId);
      throw error;
    }
  });
}

/** Brings back what `undoLastChange` took away last. */
export function redoLastChange(): Promise<void> {
  return inTurn(async () => {
    const undoing = ownChanges.lastUndone();
    if (!undoing) {
      say(translations.t('activity:undo.nothingToRedo'));
      return;
    }
    const answer = await takeBackChange(undoing, translations.t('activity:undo.redoing'));
    if (!answer) return;
    const { changeId } = answer;
    ownChanges.broughtBack(undoing, changeId);
    say(translations.t('activity:undo.broughtBack', { what: await nameChange(changeId) }));
  });
}

/** Takes back any change, such as one from the feed. */
export function undoChange(changeId: string): Promise<void> {
  return inTurn(() => takeBack(changeId));
}

async function takeBack(changeId: string): Promise<void> {
  const answer = await takeBackChange(changeId, translations.t('activity:undo.undoing'));
  // Stopped: everything is as it was.
  if (!answer) return;
  ownChanges.tookBack(changeId, answer.changeId);
  const what = await nameChange(answer.changeId);
  const message =
    answer.kept.length === 0
      ? translations.t('activity:undo.done', { what })
      : translations.t('activity:undo.doneInPart', { what, count: answer.kept.length });
  say(message, { label: translations.t('activity:undo.redo'), run: () => void redoLastChange() });
}

/** What a change touched, in a few words: the record and its fields. */
async function nameChange(changeId: string): Promise<string> {
  const { items } = await host.registry.activity({ limit: 20 });
  const item: ActivityItem | undefined = items.find((candidate) => candidate.changeId === changeId);
  return item ? describeChange(item, createFormat(translations, translations.language), translations) : '';
}

/** Undoing several times leaves one notice, not a pile. */
function say(message: string, action?: NoticeAction): void {
  notifyDone(message, action, 'undo');
}
