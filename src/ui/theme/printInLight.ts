const attribute = 'data-mantine-color-scheme';

/**
 * Paper is white: whatever the window's colours, a page is printed in the light ones. Colours come from variables that
 * hang on one attribute of the page, so that is what changes while it is printed.
 */
export function printInLight(): void {
  const page = document.documentElement;
  let before: string | null = null;
  window.addEventListener('beforeprint', () => {
    before = page.getAttribute(attribute);
    page.setAttribute(attribute, 'light');
  });
  window.addEventListener('afterprint', () => {
    if (before !== null) page.setAttribute(attribute, before);
    before = null;
  });
}
