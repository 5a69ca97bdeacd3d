const unwantedFeatures = [
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

/** Keeps a browser from asking anything on the network by itself: updates, reports, sync, translation, first run. */
export const quietArguments: readonly string[] = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-breakpad',
  '--disable-client-side-phishing-detection',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-sync',
  '--metrics-recording-only',
  '--no-pings',
  '--dns-prefetch-disable',
  `--disable-features=${unwantedFeatures.join(',')}`,
];
