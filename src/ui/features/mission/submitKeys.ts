import type { KeyboardEvent } from 'react';

/** Ctrl+Enter or ⌘+Enter sends a form, unless an input method is at work. */
export function submitKeys(send: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    const composing = event.nativeEvent.isComposing || event.keyCode === 229;
    if (event.key !== 'Enter' || composing || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    send();
  };
}
