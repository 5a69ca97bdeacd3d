/**
 * Tells the main process in which language the page is shown, now and whenever the user changes it, by watching
 * `<html lang>`. The page need not know that there is a menu to translate.
 */
export function reportLanguage(report: (language: string) => Promise<unknown>): void {
  let last = '';
  const look = (): void => {
    const language = document.documentElement.lang;
    if (language !== '' && language !== last) {
      last = language;
      // A language that the main process does not take leaves the menu as it is; nothing else depends on it.
      report(language).catch(() => undefined);
    }
  };
  const watch = (): void => {
    look();
    new MutationObserver(look).observe(document.documentElement, { attributeFilter: ['lang'] });
  };
  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', watch, { once: true });
  } else {
    watch();
  }
}
