import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router';
import { Frame } from './Frame.tsx';
import { NotFoundPage } from './NotFoundPage.tsx';
import { PageError } from './PageError.tsx';

/** Filters, prefilled values and the like; each page reads and checks its own. */
export type SearchParameters = Readonly<Record<string, unknown>>;

function anySearch(search: Record<string, unknown>): SearchParameters {
  return search;
}

const records = () => import('../features/records/index.ts');
const briefs = () => import('../features/briefs/index.ts');
const map = () => import('../features/map/index.ts');
const sync = () => import('../features/sync/index.ts');
const matching = () => import('../features/matching/index.ts');

const merging = () => import('../features/merge/index.ts');
const importing = () => import('../features/import/index.ts');

const mission = () => import('../features/mission/index.ts');

const rootRoute = createRootRoute({ component: Frame, notFoundComponent: NotFoundPage });

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  component: lazyRouteComponent(() => import('../features/home/HomePage.tsx'), 'HomePage'),
});

const mapRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/map',
  validateSearch: anySearch,
  component: lazyRouteComponent(map, 'MapPage'),
});

const listRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/list/$kind',
  validateSearch: anySearch,
  component: lazyRouteComponent(records, 'ListPage'),
});

const recordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/record/$id',
  validateSearch: anySearch,
  component: lazyRouteComponent(records, 'RecordPage'),
});

const editRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/record/$id/edit',
  validateSearch: anySearch,
  component: lazyRouteComponent(records, 'EditPage'),
});

const newRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/new/$kind',
  validateSearch: anySearch,
  component: lazyRouteComponent(records, 'NewPage'),
});

const briefsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/briefs',
  validateSearch: anySearch,
  component: lazyRouteComponent(briefs, 'BriefsPage'),
});

const matchingRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/matching',
  component: lazyRouteComponent(matching, 'MatchingPage'),
});

const teamRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/matching/team',
  validateSearch: anySearch,
  component: lazyRouteComponent(matching, 'TeamPage'),
});

const matchRunsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/matching/runs',
  validateSearch: anySearch,
  component: lazyRouteComponent(matching, 'RunsPage'),
});

const matchRunRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/matching/runs/$id',
  validateSearch: anySearch,
  component: lazyRouteComponent(matching, 'RunPage'),
});

const matchSettingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/matching/settings',
  component: lazyRouteComponent(matching, 'SettingsPage'),
});

const matchRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/matching/$kind/$id',
  validateSearch: anySearch,
  component: lazyRouteComponent(matching, 'MatchPage'),
});

const funnelRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/pipeline/funnel',
  validateSearch: anySearch,
  component: lazyRouteComponent(() => import('../features/pipeline/funnel/FunnelPage.tsx'), 'FunnelPage'),
});

const missionsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/mission',
  component: lazyRouteComponent(mission, 'MissionsPage'),
});

const missionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/mission/$id',
  validateSearch: anySearch,
  component: lazyRouteComponent(mission, 'MissionPage'),
});

const importRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/import',
  validateSearch: anySearch,
  component: lazyRouteComponent(importing, 'ImportPage'),
});

const importSessionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/import/$session',
  validateSearch: anySearch,
  component: lazyRouteComponent(importing, 'ImportSessionPage'),
});

const importBatchRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/import/batch/$id',
  validateSearch: anySearch,
  component: lazyRouteComponent(importing, 'ImportBatchPage'),
});

const duplicatesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/duplicates',
  validateSearch: anySearch,
  component: lazyRouteComponent(merging, 'DuplicatesPage'),
});

const mergeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/merge',
  validateSearch: anySearch,
  component: lazyRouteComponent(merging, 'MergePage'),
});

const searchRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/search',
  validateSearch: anySearch,
  component: lazyRouteComponent(() => import('../features/search/SearchPage.tsx'), 'SearchPage'),
});

const syncRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sync',
  component: lazyRouteComponent(sync, 'SyncPage'),
});

const conflictsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sync/conflicts',
  component: lazyRouteComponent(sync, 'ConflictsPage'),
});

const connectionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sync/connection',
  component: lazyRouteComponent(sync, 'ConnectionPage'),
});

const activityRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/activity',
  validateSearch: anySearch,
  component: lazyRouteComponent(() => import('../features/activity/ActivityPage.tsx'), 'ActivityPage'),
});

const removedRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/removed',
  validateSearch: anySearch,
  component: lazyRouteComponent(() => import('../features/removed/RemovedPage.tsx'), 'RemovedPage'),
});

const relationsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/relations',
  validateSearch: anySearch,
  component: lazyRouteComponent(() => import('../features/relations/RelationsPage.tsx'), 'RelationsPage'),
});

const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('../features/settings/SettingsPage.tsx'), 'SettingsPage'),
});

const routeTree = rootRoute.addChildren([
  homeRoute,
  mapRoute,
  listRoute,
  recordRoute,
  editRoute,
  newRoute,
  briefsRoute,
  matchingRoute,
  teamRoute,
  matchRunsRoute,
  matchRunRoute,
  matchSettingsRoute,
  matchRoute,
  funnelRoute,
  missionsRoute,
  missionRoute,
  importRoute,
  importSessionRoute,
  importBatchRoute,
  duplicatesRoute,
  mergeRoute,
  searchRoute,
  syncRoute,
  conflictsRoute,
  connectionRoute,
  activityRoute,
  relationsRoute,
  removedRoute,
  settingsRoute,
]);

export function createAppRouter() {
  return createRouter({
    routeTree,
    history: createHashHistory(),
    defaultPreload: 'intent',
    defaultPreloadDelay: 60,
    defaultErrorComponent: PageError,
    scrollRestoration: true,
    scrollToTopSelectors: ['#main'],
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
