import { type Settings, settingsSchema } from '#contract/schemas.ts';
import type { Store } from '#db/store.ts';

const defaults: Settings = {
  language: null,
  theme: 'system',
  actorName: '',
  navigationCollapsed: false,
  onlineMap: false,
  mapboxToken: '',
  runningMission: '',
};

/** Choices of the person at this device. They stay in the encrypted file and are never synced. */
export function readSettings(store: Store): Settings {
  const rows = store.statements.all<{ key: string; value: string }>('SELECT key, value FROM setting');
  const stored = Object.fromEntries(rows.map((row) => [row.key, JSON.parse(row.value)]));
  // A value that an older or newer version wrote and this one cannot read falls back to the default.
  const readable = Object.entries(settingsSchema.shape).flatMap(([key, schema]) => {
    const parsed = schema.safeParse(stored[key]);
    return parsed.success ? [[key, parsed.data]] : [];
  });
  return { ...defaults, ...Object.fromEntries(readable) };
}

export function writeSettings(store: Store, actor: string, changes: Partial<Settings>): Settings {
  store.write(() => {
    for (const [key, value] of Object.entries(changes)) {
      if (value === undefined) continue;
      store.statements.run(
        'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
        key,
        JSON.stringify(value),
      );
    }
    if (changes.actorName !== undefined) {
      store.statements.run(
        'INSERT INTO actor (id, name) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name',
        actor,
        changes.actorName || null,
      );
    }
  });
  return readSettings(store);
}
