import path from 'node:path';
import environmentPaths from 'env-paths';

/** Names another folder for the registry, as for the command line: a portable stick, a trial registry, a test. */
export const DATA_DIRECTORY_VARIABLE = 'MUSUBI_DATA';

/** Where the registry lies. The same folder in every shell, so that all of them show the same registry. */
export function chooseDataDirectory(environment: NodeJS.ProcessEnv): { path: string; isChosen: boolean } {
  const chosen = environment[DATA_DIRECTORY_VARIABLE];
  if (chosen !== undefined && chosen !== '') {
    return { path: path.resolve(chosen), isChosen: true };
  }
  return { path: environmentPaths('musubi-desk', { suffix: '' }).data, isChosen: false };
}
