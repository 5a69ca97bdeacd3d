import { MusubiError } from '#core/errors/musubiError.ts';
import type { CellValue, JsonObject, SourceTable } from '#core/import/sourceTable.ts';
import { isTooDeep } from '#core/import/values/jsonDepth.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { parseKind } from '#core/kinds/index.ts';
import { fromEntity } from '#core/ngsi-ld/fromEntity.ts';
import type { ImportLimits } from '../limits.ts';

/**
 * Records as `export --format json` or `list --json` write them, or NGSI-LD entities of this registry, as a table
 * whose columns are the keys.
 * @param kind that every record has to be of; undefined takes any
 * @throws MusubiError IMPORT_DAMAGED for text that is no JSON, IMPORT_FORMAT for JSON that is no list of records,
 *   IMPORT_OTHER_KIND, IMPORT_TOO_LARGE
 */
export function readJsonTable(text: string, kind: KindName | undefined, limits: ImportLimits): SourceTable {
  const records = listOf(parse(text)).map((member, index) => recordOf(member, index + 1, kind));
  if (records.length > limits.rows) {
    throw new MusubiError('IMPORT_TOO_LARGE', { what: 'rows', found: records.length, limit: limits.rows });
  }
  const headers = [...new Set(records.flatMap((record) => Object.keys(record)))];
  if (headers.length > limits.columns) {
    throw new MusubiError('IMPORT_TOO_LARGE', {
      what: 'columns',
      found: headers.length,
      limit: limits.columns,
    });
  }
  const rows = records.map((record, index) => ({
    number: index + 1,
    cells: headers.map((header) => (Object.hasOwn(record, header) ? asCell(record[header]) : null)),
  }));
  return { name: '', rows, merges: [], headers };
}

function parse(text: string): unknown {
  if (isTooDeep(text)) throw new MusubiError('IMPORT_DAMAGED', { reason: 'json' });
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.slice(0, 120) : 'json';
    throw new MusubiError('IMPORT_DAMAGED', { reason }, { cause });
  }
}

function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (isObject(value)) return Array.isArray(value.items) ? value.items : [value];
  throw new MusubiError('IMPORT_FORMAT', { found: 'json' });
}

function recordOf(member: unknown, row: number, kind: KindName | undefined): JsonObject {
  if (!isObject(member)) throw new MusubiError('IMPORT_FORMAT', { found: 'json', row });
  const record = fromEntity(member) ?? member;
  const stated = record.kind;
  if (kind && stated !== undefined && stated !== null && parseKind(String(stated)) !== kind) {
    throw new MusubiError('IMPORT_OTHER_KIND', { kind, found: String(stated), row });
  }
  return record;
}

function asCell(value: unknown): CellValue {
  return (value ?? null) as CellValue;
}

function isObject(value: unknown): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
