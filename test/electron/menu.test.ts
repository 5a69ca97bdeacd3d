import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, test } from 'vitest';
import english from '#locales/en/menu.json' with { type: 'json' };
import japanese from '#locales/ja/menu.json' with { type: 'json' };
import { menuTemplate } from '../../electron/shell/menuTemplate.ts';
import { hasMenuIn, menuTextsFor } from '../../electron/shell/menuTexts.ts';

function everyItem(items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? everyItem(item.submenu) : [])]);
}

function rolesOf(isMac: boolean, isDevelopment: boolean): (string | undefined)[] {
  const template = menuTemplate({ texts: english, isMac, isDevelopment, showDataFolder: () => undefined });
  return everyItem(template).map((item) => item.role);
}

describe('the menu', () => {
  test.each([
    ['Windows and Linux', false],
    ['macOS', true],
  ])('has a label of ours on every entry: %s', (_name, isMac) => {
    const template = menuTemplate({
      texts: japanese,
      isMac,
      isDevelopment: true,
      showDataFolder: () => undefined,
    });
    for (const item of everyItem(template)) {
      if (item.type !== 'separator') {
        expect(item.label).toMatch(/[ぁ-んァ-ヶ一-龠]|Musubi/);
      }
    }
  });

  test('offers reloading and tools only in development', () => {
    expect(rolesOf(false, false)).not.toContain('toggleDevTools');
    expect(rolesOf(false, false)).not.toContain('reload');
    expect(rolesOf(false, true)).toContain('toggleDevTools');
  });

  test('ends the program from the first menu', () => {
    expect(rolesOf(false, false)).toContain('quit');
    expect(rolesOf(true, false)).toContain('quit');
  });
});

describe('the language of the menu', () => {
  test.each([
    [['ja-JP', 'en'], 'ファイル'],
    [['tlh', 'ja'], 'ファイル'],
    [['en-GB'], 'File'],
    [['tlh'], 'File'],
    [[''], 'File'],
    [[], 'File'],
  ])('for the wishes %j begins with %s', (wishes, label) => {
    expect(menuTextsFor(wishes).file.title).toBe(label);
  });

  test('is known for the languages that have one', () => {
    expect(hasMenuIn('ja-JP')).toBe(true);
    expect(hasMenuIn('tlh')).toBe(false);
    expect(hasMenuIn('../en')).toBe(false);
  });
});
