/** Settings of one kind side by side: those of a group, and those of each group in it. */
export interface SettingGroup {
  /** Dotted; the first part is the group that the page has a heading for. */
  readonly path: string;
  /** Dotted paths of the settings. */
  readonly settings: readonly string[];
}

/** The settings as they are shown: group by group, what a group holds itself before the groups in it. */
export function settingGroups(settings: Readonly<Record<string, unknown>>, path = ''): SettingGroup[] {
  const below = (name: string) => (path === '' ? name : `${path}.${name}`);
  const entries = Object.entries(settings);
  const own = entries.filter(([, value]) => !isGroup(value)).map(([name]) => below(name));
  return [
    ...(own.length > 0 ? [{ path, settings: own }] : []),
    ...entries.flatMap(([name, value]) => (isGroup(value) ? settingGroups(value, below(name)) : [])),
  ];
}

/** The value at a dotted path; undefined where there is none. */
export function settingAt(settings: Readonly<Record<string, unknown>>, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((group, name) => (isGroup(group) ? group[name] : undefined), settings);
}

function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
