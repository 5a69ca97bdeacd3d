import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Offers and services of the browser that have no place around this program's window. */
const preferences = {
  translate: { enabled: false },
  signin: { allowed: false, allowed_on_next_startup: false },
  safebrowsing: { enabled: false },
  search: { suggest_enabled: false },
  alternate_error_pages: { enabled: false },
  net: { network_prediction_options: 2 },
  autofill: { enabled: false, profile_enabled: false, credit_card_enabled: false },
  credentials_enable_service: false,
};

/** Makes a browser profile that only its owner can read; resolves with its folder. */
export async function makeWindowProfile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'musubi-window-'));
  await mkdir(join(folder, 'Default'));
  await writeFile(join(folder, 'Default', 'Preferences'), JSON.stringify(preferences));
  return folder;
}

/** Removes a profile; a browser that is still writing its last files gets a moment. */
export async function removeWindowProfile(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}
