import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const configuration = readFileSync(path.join(root, 'electron-builder.yml'), 'utf8');

describe('the installer', () => {
  test.each([
    ['runAsNode', false],
    ['enableNodeOptionsEnvironmentVariable', false],
    ['enableNodeCliInspectArguments', false],
    ['grantFileProtocolExtraPrivileges', false],
    ['onlyLoadAppFromAsar', true],
    ['enableEmbeddedAsarIntegrityValidation', true],
    ['enableCookieEncryption', true],
  ])('flips the fuse %s to %s', (fuse, value) => {
    expect(configuration).toMatch(new RegExp(`^ {2}${fuse}: ${value}$`, 'm'));
  });

  test('publishes nothing and updates nothing by itself', () => {
    expect(configuration).toMatch(/^publish: null$/m);
    const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
    const packages = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(packages).not.toContain('electron-updater');
  });

  test('compiles nothing and leaves native modules outside the archive', () => {
    expect(configuration).toMatch(/^npmRebuild: false$/m);
    expect(configuration).toMatch(/^asarUnpack:\n {2}- ["']\*\*\/\*\.node["']$/m);
  });

  test.each(['icon.ico', '1024x1024.png', '512x512.png', '256x256.png', '32x32.png', '16x16.png'])(
    'has the icon %s',
    (name) => {
      expect(existsSync(path.join(root, 'resources/icons', name))).toBe(true);
    },
  );
});
