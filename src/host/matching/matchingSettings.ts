import { matchingSettingsSchema } from '#contract/matchingSettingsSchema.ts';
import { MusubiError } from '#core/errors/musubiError.ts';
import {
  type MatchingSettings,
  type PartialSettings,
  settingsHash,
  withSettings,
} from '#core/matching/index.ts';
import type { Store } from '#db/store.ts';

const settingKey = 'matching.settings';

export interface StoredMatchingSettings {
  /** What differs from the defaults. */
  readonly changes: PartialSettings;
  readonly settings: MatchingSettings;
  readonly hash: string;
}

/** The settings of this device. What another version wrote and this one cannot read falls back to the defaults. */
export function readMatchingSettings(store: Store): StoredMatchingSettings {
  const row = store.statements.get<{ value: string }>('SELECT value FROM setting WHERE key = ?', settingKey);
  return completeSettings(row ? JSON.parse(row.value) : {});
}

/** Changes with the defaults filled in; what cannot be read counts as no change. */
export function completeSettings(stored: unknown): StoredMatchingSettings {
  const parsed = matchingSettingsSchema.safeParse(stored);
  const changes = parsed.success ? parsed.data : {};
  const settings = withSettings(changes);
  return { changes, settings, hash: settingsHash(settings) };
}

/**
 * Keeps changes in place of the earlier ones; null goes back to the defaults.
 * @throws MusubiError INVALID_INPUT
 */
export function writeMatchingSettings(store: Store, changes: unknown): StoredMatchingSettings {
  const parsed = matchingSettingsSchema.safeParse(changes ?? {});
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => ({
      path: issue.path.join('.') || 'weights',
      reason: 'outOfRange',
      allowed: ['0–1'],
    }));
    throw new MusubiError('INVALID_INPUT', { problems });
  }
  store.write(() =>
    store.statements.run(
      'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      settingKey,
      JSON.stringify(parsed.data),
    ),
  );
  return readMatchingSettings(store);
}
