import type { SettingDifference } from '#contract/matchingEffectSchemas.ts';
import type { PartialSettings } from '#core/matching/index.ts';

type Group = { [name: string]: unknown };

/** Settings by dotted path as the nested changes that the host takes; null, for the defaults, when there are none. */
export function changesFrom(
  changed: readonly Pick<SettingDifference, 'path' | 'now'>[],
): PartialSettings | null {
  if (changed.length === 0) return null;
  const changes: Group = {};
  for (const { path, now } of changed) {
    const names = path.split('.');
    const last = names.pop() ?? path;
    let group = changes;
    for (const name of names) {
      group[name] ??= {};
      group = group[name] as Group;
    }
    group[last] = now;
  }
  return changes as PartialSettings;
}
