import { isAppAddress } from './appOrigin.ts';
import { ALLOW, type Decision, deny } from './decision.ts';

export interface PermissionAttempt {
  /** Electron's name of the permission; names that appear in later versions are denied like the rest. */
  readonly permission: string;
  /** Address or origin of the asking frame; null when the question is not asked for a document. */
  readonly requestingUrl: string | null;
  readonly isMainFrame: boolean;
  readonly developmentOrigin: string | null;
}

/** Everything that a page of ours may do beyond a plain page, each with its reason. */
const GRANTED: ReadonlyMap<string, string> = new Map([
  ['clipboard-sanitized-write', 'copying a cell, a link or a diagnostics report'],
]);

/** Deny by default: only listed permissions, only to our own page, only in the main frame. */
export function mayGrantPermission(attempt: PermissionAttempt): Decision {
  if (!GRANTED.has(attempt.permission)) {
    return deny('permission-is-not-used');
  }
  if (!attempt.isMainFrame) {
    return deny('frames-are-not-used');
  }
  if (attempt.requestingUrl === null || !isAppAddress(attempt.requestingUrl, attempt.developmentOrigin)) {
    return deny('not-our-origin');
  }
  return ALLOW;
}
