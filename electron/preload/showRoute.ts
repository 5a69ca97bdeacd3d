/**
 * `/record/` and an id as the registry knows them: letters, digits and `. _ -`, not beginning with a dot, so that no
 * part of it can lead elsewhere; or another place inside the app.
 */
const inside = /^\/[a-z]+\/[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

/**
 * Shows a place inside the app without loading the page anew, so that nothing typed is lost: the address changes and
 * the router is told as if the user had gone back or forward.
 */
export function showRoute(route: unknown): void {
  if (typeof route === 'string' && inside.test(route)) {
    window.history.pushState(null, '', route);
    window.dispatchEvent(new PopStateEvent('popstate', { state: null }));
  }
}
