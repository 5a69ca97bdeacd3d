import type { CDPSession } from 'playwright-core';
import { toChromium } from './addresses.ts';
import { records } from './records.ts';
import type { Session } from './session.ts';

/** Electron's names of permissions, and the descriptors by which Chromium can be told the answer. */
const DESCRIPTORS: readonly (readonly [string, { name: string; allowWithoutSanitization?: boolean }])[] = [
  ['geolocation', { name: 'geolocation' }],
  ['notifications', { name: 'notifications' }],
  ['media', { name: 'camera' }],
  ['media', { name: 'microphone' }],
  ['midi', { name: 'midi' }],
  ['clipboard-read', { name: 'clipboard-read' }],
  ['clipboard-sanitized-write', { name: 'clipboard-write', allowWithoutSanitization: false }],
  ['idle-detection', { name: 'idle-detection' }],
  ['persistent-storage', { name: 'persistent-storage' }],
  ['storage-access', { name: 'storage-access' }],
  ['window-management', { name: 'window-management' }],
  ['local-fonts', { name: 'local-fonts' }],
  ['screen-wake-lock', { name: 'screen-wake-lock' }],
];

/** Asks the session's handlers for each permission and sets Chromium to their answers. */
export async function applyPermissions(devtools: CDPSession, session: Session, page: string): Promise<void> {
  for (const [name, permission] of DESCRIPTORS) {
    const isGranted = await session.mayGrant(name, page);
    records.permissions[name] = isGranted;
    await devtools.send('Browser.setPermission', {
      permission,
      setting: isGranted ? 'granted' : 'denied',
      origin: new URL(toChromium(page)).origin,
    });
  }
}
