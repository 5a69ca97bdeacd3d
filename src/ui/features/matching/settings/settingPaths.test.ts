import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchingSettingsSchema, settingBounds } from '#contract/matchingSettingsSchema.ts';
import { defaultMatchingSettings, withSettings } from '#core/matching/index.ts';
import { changesFrom } from './settingChanges.ts';
import { settingAt, settingGroups } from './settingPaths.ts';

const defaults: Readonly<Record<string, unknown>> = { ...defaultMatchingSettings };
const paths = settingGroups(defaults).flatMap(({ settings }) => settings);

describe('settings by path', () => {
  it('are all there, once, each with its value, under the group that they stand in', () => {
    expect(new Set(paths).size).toBe(paths.length);
    const whole = changesFrom(paths.map((path) => ({ path, now: settingAt(defaults, path) })));
    expect(whole).toEqual(defaultMatchingSettings);
    for (const { path, settings } of settingGroups(defaults))
      for (const setting of settings) expect(setting.startsWith(`${path}.`)).toBe(true);
  });

  it('become changes that the host takes, whatever is edited within its bounds', () => {
    const edit = fc.constantFrom(...paths).chain((path) => {
      const bounds = settingBounds(path.split('.').at(-1) ?? '');
      const value =
        'choices' in bounds ? fc.constantFrom(...bounds.choices) : fc.integer({ min: 1, max: bounds.most });
      return value.map((now) => ({ path, now }));
    });
    fc.assert(
      fc.property(fc.uniqueArray(edit, { selector: ({ path }) => path, maxLength: 8 }), (edits) => {
        const changes = changesFrom(edits);
        expect(matchingSettingsSchema.safeParse(changes ?? {}).success).toBe(true);
        const settings = { ...withSettings(changes ?? {}) };
        for (const { path, now } of edits) expect(settingAt(settings, path)).toBe(now);
      }),
      { numRuns: 50 },
    );
  });

  it('are the defaults where nothing is edited, and nothing where there is no such setting', () => {
    expect(changesFrom([])).toBeNull();
    expect(settingAt(defaults, 'strength.never.there')).toBeUndefined();
  });
});
