/**
 * Hosts of the browsers' makers that a browser asks by itself in spite of every switch (measured: `accounts.google.com`
 * and `update.googleapis.com` within seconds). In our window they do not resolve. Other names do, because a user may
 * follow a record's link to its source; the page itself may reach nothing but its own server by its security policy.
 */
const makersHosts = [
  '*.google.com',
  '*.googleapis.com',
  '*.googleusercontent.com',
  '*.gstatic.com',
  '*.gvt1.com',
  '*.gvt2.com',
  'edge.microsoft.com',
  '*.edge.microsoft.com',
  '*.smartscreen.microsoft.com',
  '*.data.microsoft.com',
  'config.edge.skype.com',
  '*.bing.com',
  '*.msn.com',
  '*.msedge.net',
] as const;

/** The command-line argument by which none of these names resolves. */
export const withoutMakersHosts = `--host-resolver-rules=${makersHosts.map((host) => `MAP ${host} ~NOTFOUND`).join(' , ')}`;
