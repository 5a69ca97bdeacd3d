import { call } from '@orpc/server';
import type { HostRouter } from '#host/index.ts';

/**
 * The same router, which also says whenever the user switches the online map on or off, and once at the start: the
 * main process lets the window reach the map provider only then. The choice itself stays in the registry's settings.
 */
export async function watchOnlineMap(
  router: HostRouter,
  report: (enabled: boolean) => void,
): Promise<HostRouter> {
  const { onlineMap } = await call(router.settings.get, undefined, { context: {} });
  report(onlineMap);
  const set = router.settings.set.use(async ({ next }) => {
    const result = await next();
    report(result.output.onlineMap);
    return result;
  });
  return { ...router, settings: { ...router.settings, set } };
}
