/**
 * Shows a place inside the app without loading the page anew, so that nothing typed is lost: the address changes and
 * the router is told as if the user had gone back or forward.
 */
export function showRoute(route: unknown): void {
  if (typeof route === 'string' && /^\/[a-z]+\/[A-Za-z0-9-]+$/.test(route)) {
    window.history.pushState(null, '', route);
    window.dispatchEvent(new PopStateEvent('popstate', { state: null }));
  }
}
