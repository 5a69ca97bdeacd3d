import { APP_ORIGIN, isAppAddress } from './appOrigin.ts';
import { ALLOW, type Decision, deny } from './decision.ts';

export interface IpcSender {
  /** Whether the message came from the web contents of our one window. */
  readonly isOurWindow: boolean;
  /** False for a frame inside the page, and for a frame that is already gone. */
  readonly isMainFrame: boolean;
  /** The frame's origin as Electron reports it ("null" when opaque); null when the frame is gone. */
  readonly origin: string | null;
  /** The frame's address; null when the frame is gone. */
  readonly url: string | null;
  readonly developmentOrigin: string | null;
}

/**
 * The whole trust decision of the one IPC door. Origin and address must both be ours: the origin is what the browser
 * enforces (a sandboxed or data: page has the origin "null" whatever its address says), the address is checked too
 * so that a mistake in either is caught by the other.
 */
export function isTrustedSender(sender: IpcSender): Decision {
  if (!sender.isOurWindow) {
    return deny('unknown-window');
  }
  if (sender.origin === null || sender.url === null) {
    return deny('frame-is-gone');
  }
  if (!sender.isMainFrame) {
    return deny('frames-are-not-used');
  }
  const isOurOrigin =
    sender.origin === APP_ORIGIN ||
    (sender.developmentOrigin !== null && sender.origin === sender.developmentOrigin);
  if (!isOurOrigin || !isAppAddress(sender.url, sender.developmentOrigin)) {
    return deny('not-our-origin');
  }
  return ALLOW;
}
