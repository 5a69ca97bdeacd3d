import { isAppAddress } from './appOrigin.ts';
import { ALLOW, type Decision, deny } from './decision.ts';

export interface NavigationAttempt {
  /** Where the frame wants to go. */
  readonly url: string;
  readonly isMainFrame: boolean;
  /** Origin of the development server; null in a built app. */
  readonly developmentOrigin: string | null;
}

/** The window shows our own pages and has no frames; everything else is refused. */
export function mayNavigate(attempt: NavigationAttempt): Decision {
  if (!attempt.isMainFrame) {
    return deny('frames-are-not-used');
  }
  return isAppAddress(attempt.url, attempt.developmentOrigin) ? ALLOW : deny('not-our-origin');
}
