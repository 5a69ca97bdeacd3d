import { mayOpenExternally } from './externalLink.ts';

/** No page may ever open a window of ours. `openInBrowser` is the link to hand to the system's browser, or null. */
export interface WindowOpenDecision {
  readonly action: 'deny';
  readonly openInBrowser: string | null;
}

/** Decides on `window.open` and on links with a target. */
export function decideWindowOpen(url: string): WindowOpenDecision {
  const link = mayOpenExternally(url);
  return { action: 'deny', openInBrowser: link.allowed ? link.url : null };
}
