import { ONLINE_MAP_HOSTS } from '#contract/contentSecurityPolicy.ts';
import { hasCredentials, isAppAddress, parseStrictly } from './appOrigin.ts';
import { ALLOW, type Decision, deny } from './decision.ts';

export interface WebRequestAttempt {
  readonly url: string;
  /** Electron's resource type: mainFrame, subFrame, script, image, xhr, webSocket … */
  readonly resourceType: string;
  readonly settings: {
    /** Whether the user has the online map switched on. */
    readonly onlineMap: boolean;
    readonly developmentOrigin: string | null;
  };
}

/**
 * Whether the window may send a request. It talks to its own scheme; syncing is the host's business and does not
 * pass here. The only way out of the machine is the map provider, by exact host, while the user wants it.
 */
export function maySendRequest(attempt: WebRequestAttempt): Decision {
  const { url, settings } = attempt;
  if (isAppAddress(url, settings.developmentOrigin)) {
    return ALLOW;
  }
  const isDocument = attempt.resourceType === 'mainFrame' || attempt.resourceType === 'subFrame';
  if (!isDocument && staysInThePage(url, settings.developmentOrigin)) {
    return ALLOW;
  }
  if (settings.developmentOrigin !== null && isDevelopmentTool(url, settings.developmentOrigin)) {
    return ALLOW;
  }
  if (!isDocument && settings.onlineMap && isOnlineMap(url)) {
    return ALLOW;
  }
  return deny('leaves-the-machine');
}

/** data: and our own blob: addresses hold their content themselves; no request is sent for them. */
function staysInThePage(url: string, developmentOrigin: string | null): boolean {
  const blobOf = /^blob:(.+)$/.exec(url)?.[1];
  return /^data:/i.test(url) || (blobOf !== undefined && isAppAddress(blobOf, developmentOrigin));
}

/** The tools window, and the socket over which the development server announces changed modules. */
function isDevelopmentTool(url: string, developmentOrigin: string): boolean {
  const parsed = parseStrictly(url);
  if (parsed === null) {
    return false;
  }
  if (parsed.protocol === 'devtools:') {
    return parsed.host === 'devtools';
  }
  return (
    parsed.protocol === 'ws:' && !hasCredentials(url, parsed) && `http://${parsed.host}` === developmentOrigin
  );
}

function isOnlineMap(url: string): boolean {
  const parsed = parseStrictly(url);
  return (
    parsed !== null &&
    parsed.protocol === 'https:' &&
    parsed.port === '' &&
    !hasCredentials(url, parsed) &&
    ONLINE_MAP_HOSTS.some((host) => host === parsed.hostname)
  );
}
