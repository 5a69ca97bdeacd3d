import type Database from 'better-sqlite3';

const everyMilliseconds = 1_000;

/**
 * Empties the write-ahead log soon after writes. What was replaced or deleted is overwritten in the file itself
 * (`secure_delete`); without this it would stand in the log until that is used up.
 * @returns what ends it
 */
export function tidyLog(database: Database.Database): () => void {
  const changes = database.prepare('SELECT total_changes()').pluck();
  let seen = -1;
  const timer = setInterval(() => {
    const now = changes.get() as number;
    if (now === seen) return;
    const [answer] = database.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
    if (answer?.busy === 0) seen = now;
  }, everyMilliseconds);
  timer.unref();
  return () => clearInterval(timer);
}
