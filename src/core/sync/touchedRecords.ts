import { isRecordId } from '../records/validateRecord.ts';

const most = 100_000;

/**
 * The records that a change of any format touches. What every later format keeps is this: the body is JSON, and
 * `operations` is a list of objects that name their record in `recordId`.
 * @returns none when the text is not even that
 */
export function touchedRecords(text: string): string[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return [];
  }
  const operations = (json as { operations?: unknown } | null)?.operations;
  if (!Array.isArray(operations)) return [];
  const ids = operations
    .slice(0, most)
    .map((operation: unknown) => (operation as { recordId?: unknown } | null)?.recordId)
    .filter((id): id is string => typeof id === 'string' && isRecordId(id));
  return [...new Set(ids)];
}
