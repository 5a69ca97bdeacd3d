import { useEffect } from 'react';
import { redoLastChange, undoLastChange } from '../features/activity/undo.ts';
import { hasCommandKey, isComposing, isTextField } from './platform.ts';

/** Ctrl/⌘+Z takes back this window's last change, with Shift (or Ctrl+Y) it comes back. Text fields keep their own. */
export function useUndoKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isComposing(event) || !hasCommandKey(event)) return;
      if (isTextField(event.target)) return;
      const key = event.key.toLowerCase();
      const undo = key === 'z' && !event.shiftKey;
      const redo = (key === 'z' && event.shiftKey) || key === 'y';
      if (!undo && !redo) return;
      event.preventDefault();
      void (undo ? undoLastChange() : redoLastChange());
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
