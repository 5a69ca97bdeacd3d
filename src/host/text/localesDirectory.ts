import { join } from 'node:path';

/** `locales` stands beside `resources`, in a checkout and in a packaged app alike. */
export function localesDirectoryOf(resourcesDirectory: string): string {
  return join(resourcesDirectory, '..', 'locales');
}
