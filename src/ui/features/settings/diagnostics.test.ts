import { expect, it } from 'vitest';
import { diagnosticsText, withoutUserName } from './diagnostics.ts';

it.each([
  ['C:\\Users\\taro\\AppData\\Musubi Desk', 'C:\\Users\\~\\AppData\\Musubi Desk'],
  ['/home/taro/.local/share/musubi', '/home/~/.local/share/musubi'],
  ['/Users/taro/Library/musubi', '/Users/~/Library/musubi'],
  ['/srv/musubi', '/srv/musubi'],
])('cuts the user out of %s', (path, expected) => {
  expect(withoutUserName(path)).toBe(expected);
});

it('writes one fact per line, with the counts by kind', () => {
  const text = diagnosticsText(
    {
      version: '0.1.0',
      shell: 'browser',
      dataDirectory: '/home/taro/musubi',
      keyVault: 'key-file',
      schemaVersion: 1,
      bundleVersion: 1,
      databaseBytes: 10,
      node: '24.0.0',
      sqlite: '3.50.0',
      counts: { city: 35 },
    },
    'Chrome/140',
    'ja',
  );
  expect(text.split('\n')).toEqual(
    expect.arrayContaining([
      'version: 0.1.0',
      'dataDirectory: /home/~/musubi',
      'language: ja',
      'count.city: 35',
    ]),
  );
  expect(text).not.toContain('taro');
});
