import type { Statements } from './statements.ts';

export function readMeta(statements: Statements, key: string): string | undefined {
  return statements.get<{ value: string }>('SELECT value FROM meta WHERE key = ?', key)?.value;
}

export function writeMeta(statements: Statements, key: string, value: string) {
  statements.run(
    'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    key,
    value,
  );
}
