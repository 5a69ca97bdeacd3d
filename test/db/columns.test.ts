import { getTableColumns, getTableName } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { kindNames } from '#core/kinds/fieldTypes.ts';
import { tableOf } from '#db/columns.ts';
import { kindTables } from '#db/schema/kinds.ts';

describe('the names of tables and columns', () => {
  it.each(kindNames)('of %s are those that the drizzle schema declares', (kind) => {
    const { table, columns } = tableOf(kind);
    const declared = kindTables[kind];
    expect(table).toBe(getTableName(declared));
    const byField = Object.entries(getTableColumns(declared)).map(([field, column]) => [field, column.name]);
    expect(columns.map(({ field, column }) => [field, column])).toEqual(
      expect.arrayContaining(byField.filter(([field]) => field !== 'id')),
    );
    expect(columns).toHaveLength(byField.length - 1);
  });
});
