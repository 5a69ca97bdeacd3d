import type { App, WebContents } from 'electron';
import { mayNavigate } from './decisions/navigation.ts';
import { decideWindowOpen } from './decisions/windowOpen.ts';

export interface ContentsGuardOptions {
  readonly developmentOrigin: string | null;
  openInBrowser(url: string): void;
  onRefusal(what: string, reason: string): void;
}

/** Guards every page that this program ever makes, the hidden ones too. */
export function guardAllContents(app: Pick<App, 'on'>, options: ContentsGuardOptions): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents, options));
}

function guardContents(contents: WebContents, options: ContentsGuardOptions): void {
  const { developmentOrigin } = options;
  const check = (details: { url: string; isMainFrame: boolean; preventDefault(): void }): void => {
    const decision = mayNavigate({ url: details.url, isMainFrame: details.isMainFrame, developmentOrigin });
    if (!decision.allowed) {
      details.preventDefault();
      options.onRefusal('navigation', decision.reason);
    }
  };
  // One event for the page, one for all frames, one for redirects that begin at an allowed address.
  contents.on('will-navigate', check);
  contents.on('will-frame-navigate', check);
  contents.on('will-redirect', check);

  contents.setWindowOpenHandler(({ url }) => {
    const decision = decideWindowOpen(url);
    if (decision.openInBrowser === null) {
      options.onRefusal('window', 'not-a-link-for-the-browser');
    } else {
      options.openInBrowser(decision.openInBrowser);
    }
    return { action: decision.action };
  });

  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
    options.onRefusal('webview', 'webviews-are-not-used');
  });

  // Peer connections would send packets around every request check.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}
