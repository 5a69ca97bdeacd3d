/** One namespace per screen or subject; each is a file `locales/<language>/<namespace>.json`. */
export const namespaces = [
  'common',
  'shell',
  'home',
  'activity',
  'settings',
  'palette',
  'kinds',
  'fields',
  'choices',
  'records',
  'pipeline',
  'followUps',
  'domain',
  'briefs',
  'map',
  'match',
  'sync',
  'mission',
  'attachments',
  'errors',
] as const;
export type Namespace = (typeof namespaces)[number];
