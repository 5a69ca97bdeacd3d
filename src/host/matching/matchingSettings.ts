import type { z } from 'zod';
import { matchingSettingsSchema, settingBounds } from '#contract/matchingSettingsSchema.ts';
import { MusubiError } from '#core/errors/musubiError.ts';
import {
  defaultMatchingSettings,
  type MatchingSettings,
  type PartialSettings,
  settingsHash,
  withSettings,
} from '#core/matching/index.ts';
import type { Problem } from '#core/records/validateRecord.ts';
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
 * Changes that somebody asks for, checked.
 * @throws MusubiError INVALID_INPUT that names every setting that does not fit, and what it may be
 */
export function checkMatchingSettings(changes: unknown): StoredMatchingSettings {
  const parsed = matchingSettingsSchema.safeParse(changes ?? {});
  if (!parsed.success) {
    const found = parsed.error.issues.flatMap((issue) => problemsOf(issue, changes));
    // A value can be wrong in two ways at once; one sentence is enough.
    const problems = [...new Map(found.map((problem) => [problem.path, problem])).values()];
    throw new MusubiError('INVALID_INPUT', { problems });
  }
  return completeSettings(parsed.data);
}

/**
 * Keeps changes in place of the earlier ones; null goes back to the defaults.
 * @throws MusubiError INVALID_INPUT
 */
export function writeMatchingSettings(store: Store, changes: unknown): StoredMatchingSettings {
  const checked = checkMatchingSettings(changes);
  store.write(() =>
    store.statements.run(
      'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      settingKey,
      JSON.stringify(checked.changes),
    ),
  );
  return readMatchingSettings(store);
}

/** @param changes the input that was checked, for the values that did not fit */
function problemsOf(issue: z.core.$ZodIssue, changes: unknown): Problem[] {
  const at = (names: readonly PropertyKey[], root: unknown) =>
    names.reduce<unknown>((group, name) => (group as Record<PropertyKey, unknown> | undefined)?.[name], root);
  const path = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    const allowed = Object.keys(at(issue.path, defaultMatchingSettings) as object);
    return issue.keys.map((key) => ({
      path: [...issue.path, key].join('.'),
      reason: 'unknownPart' as const,
      allowed,
    }));
  }
  const value = at(issue.path, changes);
  if (issue.code === 'custom') return [{ path, reason: 'nothingCounts' }];
  if (typeof at(issue.path, defaultMatchingSettings) === 'object')
    return [{ path, reason: 'notObject', value }];
  const bounds = settingBounds(String(issue.path.at(-1)));
  if ('choices' in bounds) return [{ path, reason: 'notChoice', value, allowed: bounds.choices }];
  if (typeof value !== 'number') return [{ path, reason: 'notNumber', value }];
  if (bounds.whole && !Number.isInteger(value)) return [{ path, reason: 'notInteger', value }];
  return [{ path, reason: 'outOfRange', value, allowed: [`${bounds.least}–${bounds.most}`] }];
}
