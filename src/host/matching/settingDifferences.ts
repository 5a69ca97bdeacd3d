import type { SettingDifference } from '#contract/matchingEffectSchemas.ts';
import { canonicalJson } from '#core/ledger/canonicalJson.ts';

/** Settings whose values differ, by dotted path. */
export function settingDifferences(before: unknown, now: unknown, path = ''): SettingDifference[] {
  if (isGroup(before) && isGroup(now)) {
    return [...new Set([...Object.keys(before), ...Object.keys(now)])].flatMap((name) =>
      settingDifferences(before[name], now[name], path === '' ? name : `${path}.${name}`),
    );
  }
  return canonicalJson(before ?? null) === canonicalJson(now ?? null) ? [] : [{ path, before, now }];
}

function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
