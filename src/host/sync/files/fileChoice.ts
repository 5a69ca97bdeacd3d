import type { SyncConnection } from '#contract/syncSchemas.ts';
import { isMetered } from './isMetered.ts';

const megabyte = 1024 * 1024;

export function largestFileBytes({ largestFileMegabytes }: SyncConnection): number {
  return largestFileMegabytes * megabyte;
}

/**
 * What the connection says about attached files, for one exchange. A network of which the system does not say what it
 * costs is taken for one that costs: the files wait until they are asked for.
 * @param asked a person wants them now
 */
export async function fileChoice(
  connection: SyncConnection,
  asked: boolean,
  ask: () => Promise<boolean | undefined> = isMetered,
): Promise<{ readonly transfer: boolean; readonly largestBytes: number }> {
  const { fileTransfer } = connection;
  const transfer =
    asked || fileTransfer === 'always' || (fileTransfer === 'unmetered' && (await ask()) === false);
  return { transfer, largestBytes: largestFileBytes(connection) };
}
