const place = 'musubi.language';

/** What this browser showed last, so that the first paint is right before the host has answered. */
export function startLanguage(): string {
  try {
    const remembered = localStorage.getItem(place);
    if (remembered && /^[a-z]{2,3}$/.test(remembered)) return remembered;
  } catch {
    // Storage may be switched off; then the browser's own language decides.
  }
  return navigator.language.startsWith('ja') ? 'ja' : 'en';
}

export function rememberLanguage(language: string): void {
  try {
    localStorage.setItem(place, language);
  } catch {
    // Only the first paint is the poorer for it.
  }
}
