import { isRecordId } from '#core/records/validateRecord.ts';
import { parseStrictly } from './appOrigin.ts';

/** The scheme registered with the operating system; not the window's own, so a link can never name a file of ours. */
export const DEEP_LINK_SCHEME = 'musubi-desk';

export type DeepLinkDecision =
  /** `route` is a path of the window's router, such as `/record/hanoi`. */
  { readonly allowed: true; readonly route: string } | { readonly allowed: false; readonly reason: string };

/**
 * Reads a link such as `musubi-desk://record/hanoi`. Links come from mail and web pages: they may only show a record,
 * never change one, so there is no query and no fragment.
 */
export function readDeepLink(link: string): DeepLinkDecision {
  const parsed = parseStrictly(link);
  if (parsed === null || parsed.protocol !== `${DEEP_LINK_SCHEME}:`) {
    return { allowed: false, reason: 'not-a-deep-link' };
  }
  const id = /^[a-z-]+:\/\/record\/([^/?#]+)\/?$/i.exec(link)?.[1] ?? '';
  if (!isRecordId(id)) {
    return { allowed: false, reason: 'unknown-target' };
  }
  return { allowed: true, route: `/record/${id}` };
}
