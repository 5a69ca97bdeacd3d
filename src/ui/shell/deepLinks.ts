/** The first part of every address inside the app. */
const places = [
  'map',
  'list',
  'record',
  'new',
  'matching',
  'pipeline',
  'mission',
  'import',
  'duplicates',
  'merge',
  'briefs',
  'sync',
  'activity',
  'settings',
  'search',
  'relations',
  'removed',
];

/**
 * A shell may open the window at a plain path (`/record/jakarta`), for a link that was clicked elsewhere; the
 * router reads the part behind `#`. Call this before the router is made.
 */
export function followPlainPaths(): void {
  const follow = () => {
    const [, first = ''] = location.pathname.split('/');
    if (places.includes(first)) history.replaceState(null, '', `/#${location.pathname}${location.search}`);
  };
  follow();
  window.addEventListener('popstate', follow);
}
