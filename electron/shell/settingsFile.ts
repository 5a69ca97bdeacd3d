import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const rectangle = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
});

/** What the shell itself remembers. Settings of the registry live in the registry, not here. */
const shellSettings = z.object({
  language: z.string().max(35).nullable().catch(null),
  onlineMap: z.boolean().catch(false),
  window: z.object({ bounds: rectangle, isMaximized: z.boolean() }).nullable().catch(null),
});

export type ShellSettings = z.output<typeof shellSettings>;

const EMPTY: ShellSettings = { language: null, onlineMap: false, window: null };

export interface SettingsFile {
  read(): ShellSettings;
  /** Writes at once: there may be no later moment when a session ends. */
  change(change: Partial<ShellSettings>): void;
}

/**
 * A small JSON file. A missing or damaged one counts as empty, field by field: at worst the window opens in its
 * usual place.
 */
export function openSettingsFile(file: string, onFailure: (error: unknown) => void): SettingsFile {
  let current = readSettings(file);
  return {
    read: () => current,
    change: (change) => {
      current = { ...current, ...change };
      try {
        const draft = `${file}.new`;
        writeFileSync(draft, JSON.stringify(current), { mode: 0o600 });
        renameSync(draft, file);
      } catch (error) {
        onFailure(error);
      }
    },
  };
}

function readSettings(file: string): ShellSettings {
  try {
    const parsed = shellSettings.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.data : EMPTY;
  } catch {
    return EMPTY;
  }
}
