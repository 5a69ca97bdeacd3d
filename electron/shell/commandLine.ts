import type { App } from 'electron';
import { ONLINE_MAP_HOSTS } from '#contract/contentSecurityPolicy.ts';

/** Parts of Chromium that call their maker's servers, or offer to, without being asked. */
const UNWANTED_FEATURES = [
  'AutofillServerCommunication',
  'CertificateTransparencyComponentUpdater',
  'DnsOverHttpsUpgrade',
  'InterestFeedContentSuggestions',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'Reporting',
  'SafeBrowsingDelayedWarnings',
  'SegmentationPlatform',
  'Translate',
];

/** Switches that keep Chromium from sending anything of its own. Values in the order of Chromium's documentation. */
export function quietSwitches(developmentOrigin: string | null): readonly (readonly [string, string?])[] {
  const reachable = [
    ...ONLINE_MAP_HOSTS,
    ...(developmentOrigin === null ? [] : [new URL(developmentOrigin).hostname]),
  ];
  return [
    ['disable-background-networking'],
    ['disable-breakpad'],
    ['disable-client-side-phishing-detection'],
    ['disable-component-update'],
    ['disable-default-apps'],
    ['disable-domain-reliability'],
    ['disable-features', UNWANTED_FEATURES.join(',')],
    ['disable-sync'],
    ['dns-prefetch-disable'],
    ['no-default-browser-check'],
    ['no-first-run'],
    ['no-pings'],
    // The last wall: in Chromium's own network stack no name resolves but the map provider's, and requests to that
    // are decided one by one (decisions/webRequest.ts). The host's syncing uses Node's network and is not affected.
    ['host-resolver-rules', ['MAP * ~NOTFOUND', ...reachable.map((host) => `EXCLUDE ${host}`)].join(' , ')],
  ];
}

/** Must be called before the app is ready. */
export function silenceChromium(app: Pick<App, 'commandLine'>, developmentOrigin: string | null): void {
  for (const [name, value] of quietSwitches(developmentOrigin)) {
    app.commandLine.appendSwitch(name, value);
  }
}
