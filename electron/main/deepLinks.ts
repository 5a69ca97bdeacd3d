import type { App } from 'electron';
import { z } from 'zod';
import { type DeepLinkDecision, readDeepLink } from '../shell/decisions/deepLink.ts';

/** What a second start sends to the first: its last argument, where operating systems put a link. */
const secondStart = z.strictObject({ lastArgument: z.string().max(4096).nullable() });

export type SecondStart = z.output<typeof secondStart>;

/** For the first start to read. Electron may reorder the argument list it passes on itself, so ours goes along. */
export function describeStart(args: readonly string[]): SecondStart {
  const last = args.at(-1);
  return { lastArgument: last === undefined || last.length > 4096 ? null : last };
}

/** Why the program is brought to the front; `route` is where to go, or null to stay. */
type Listener = (route: string | null) => void;

export interface DeepLinks {
  /** The route of a link that came before the window was there; null when none did. */
  takeFirst(): string | null;
  /** Hears of links and second starts from now on. */
  listen(listener: Listener): void;
}

/**
 * Collects deep links from all three ways in: own arguments, a second start, and macOS' event, which may come before
 * the app is ready. Only checked routes pass.
 */
export function collectDeepLinks(
  app: Pick<App, 'on'>,
  args: readonly string[],
  onRefusal: (reason: string) => void,
): DeepLinks {
  let first = routeOf(readDeepLink(describeStart(args).lastArgument ?? ''));
  let listener: Listener | null = null;

  app.on('open-url', (event, url) => {
    event.preventDefault();
    const link = readDeepLink(url);
    if (!link.allowed) {
      onRefusal(link.reason);
    } else if (listener === null) {
      first = link.route;
    } else {
      listener(link.route);
    }
  });
  app.on('second-instance', (_event, _args, _directory, data) => {
    const start = secondStart.safeParse(data);
    listener?.(start.success ? routeOf(readDeepLink(start.data.lastArgument ?? '')) : null);
  });

  return {
    takeFirst: () => first,
    listen: (next) => {
      listener = next;
    },
  };
}

function routeOf(link: DeepLinkDecision): string | null {
  return link.allowed ? link.route : null;
}
