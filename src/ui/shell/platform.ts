/** The key that commands go with: `⌘` on a Mac, `Ctrl` elsewhere. */
export function commandKey(): string {
  return isMac() ? '⌘' : 'Ctrl';
}

export function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent);
}

/** Whether the platform's command key is held, and no other modifier but Shift. */
export function hasCommandKey(event: KeyboardEvent): boolean {
  return isMac() ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey && !event.altKey;
}

/** While an input method composes, Enter, Escape and letters belong to it. */
export function isComposing(event: { readonly isComposing: boolean; readonly keyCode: number }): boolean {
  return event.isComposing || event.keyCode === 229;
}

/** Text fields keep their own undo, selection and typing. */
export function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  const notText = ['button', 'checkbox', 'radio', 'range', 'submit', 'reset', 'file', 'color'];
  return target instanceof HTMLInputElement && !notText.includes(target.type);
}
