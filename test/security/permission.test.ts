import { describe, expect, test } from 'vitest';
import { mayGrantPermission } from '../../electron/shell/decisions/permission.ts';
import { HOSTILE_ADDRESSES } from './hostileAddresses.ts';

const OURS = { requestingUrl: 'musubi://app/cities', isMainFrame: true, developmentOrigin: null };

/** Every permission that Electron names, plus names that do not exist (yet). */
const DENIED = [
  'ar',
  'automatic-fullscreen',
  'background-fetch',
  'background-sync',
  'captured-surface-control',
  'clipboard-read',
  'deprecated-sync-clipboard-read',
  'display-capture',
  'fileSystem',
  'fullscreen',
  'geolocation',
  'geolocation-approximate',
  'hand-tracking',
  'hid',
  'idle-detection',
  'keyboardLock',
  'local-fonts',
  'local-network',
  'local-network-access',
  'loopback-network',
  'media',
  'mediaKeySystem',
  'midi',
  'midiSysex',
  'nfc',
  'notifications',
  'openExternal',
  'payment-handler',
  'periodic-background-sync',
  'persistent-storage',
  'pointerLock',
  'screen-wake-lock',
  'sensors',
  'serial',
  'smart-card',
  'speaker-selection',
  'storage-access',
  'system-wake-lock',
  'top-level-storage-access',
  'usb',
  'vr',
  'web-app-installation',
  'web-printing',
  'window-management',
  'unknown',
  '',
  '*',
  'clipboard',
  'Clipboard-Sanitized-Write',
  'clipboard-sanitized-write ',
  'constructor',
  '__proto__',
  'a-permission-of-the-future',
];

describe('permissions', () => {
  test('copying is granted to our page', () => {
    expect(mayGrantPermission({ ...OURS, permission: 'clipboard-sanitized-write' })).toEqual({
      allowed: true,
    });
  });

  test.each(DENIED)('%j is denied, even to our page', (permission) => {
    expect(mayGrantPermission({ ...OURS, permission }).allowed).toBe(false);
  });

  test.each(HOSTILE_ADDRESSES)('copying is denied to %j (%s)', (requestingUrl) => {
    const attempt = { ...OURS, permission: 'clipboard-sanitized-write', requestingUrl };
    expect(mayGrantPermission(attempt).allowed).toBe(false);
  });

  test('copying is denied to a frame and to what is not a document', () => {
    const permission = 'clipboard-sanitized-write';
    expect(mayGrantPermission({ ...OURS, permission, isMainFrame: false }).allowed).toBe(false);
    expect(mayGrantPermission({ ...OURS, permission, requestingUrl: null }).allowed).toBe(false);
  });
});
