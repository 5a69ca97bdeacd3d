import { host } from './client.ts';
import { DraftWriter } from './draftWriter.ts';

/** What is typed in this window and not yet saved, kept by the host in the encrypted registry of this device. */
export const drafts = new DraftWriter({
  get: (input) => host.drafts.get(input),
  put: (input) => host.drafts.put(input),
  remove: (input) => host.drafts.remove(input),
});

if (typeof window !== 'undefined') window.addEventListener('pagehide', () => drafts.flushAll());
