import { call, os } from '@orpc/server';
import { settingsSchema } from '#contract/schemas.ts';
import type { HostRouter } from '#host/index.ts';

/**
 * The same router, which also says whenever the user switches the online map on or off, and once at the start: the
 * main process lets the window reach the map provider only then. The choice itself stays in the registry's settings.
 */
export async function watchOnlineMap(router: HostRouter, report: (enabled: boolean) => void) {
  const { onlineMap } = await call(router.settings.get, undefined, { context: {} });
  report(onlineMap);
  return os
    .use(async ({ next, path }) => {
      const result = await next();
      if (path.join('.') === 'settings.set') {
        report(settingsSchema.parse(result.output).onlineMap);
      }
      return result;
    })
    .router(router);
}

export type WatchedRouter = Awaited<ReturnType<typeof watchOnlineMap>>;
