/**
 * Takes a left-over door secret out of the page's address. A browser that has a session already goes past the door
 * when the same address is opened once more, so the page itself has to tidy up.
 */
export function forgetSecretInAddress(): void {
  if (typeof location === 'object' && /^#[\w-]{43}$/.test(location.hash)) {
    history.replaceState(history.state, '', location.pathname + location.search);
  }
}
