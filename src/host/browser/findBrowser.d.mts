/** What the search looks at; every part has the running machine's own as default. */
export interface BrowserSearch {
  readonly platform?: NodeJS.Platform;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly home?: string;
  /** True when a file stands at this path. */
  readonly exists?: (path: string) => boolean;
  /** The names in a folder; empty when there is no such folder. */
  readonly list?: (path: string) => string[];
}

/** Name of the environment variable by which a user names a particular browser (an absolute path). */
export const browserVariable: 'MUSUBI_BROWSER';

/** Where the start scripts unpack a Chromium of their own for a user who may not install packages. */
export function privateBrowserDirectory(search?: Pick<BrowserSearch, 'env' | 'home'>): string;

/** Every place to look, best first. */
export function browserCandidates(search: Required<Omit<BrowserSearch, 'exists'>>): string[];

/** The path of an installed Chromium, Chrome or Edge, or null. Takes well under a millisecond. */
export function findBrowser(search?: BrowserSearch): string | null;
