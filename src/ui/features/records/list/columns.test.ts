import { describe, expect, it } from 'vitest';
import { listFieldsOf } from '#core/completeness/computedFields.ts';
import { kindNames } from '#core/kinds/fieldTypes.ts';
import { definitionOf, fieldsOf } from '#core/kinds/index.ts';
import { columnsOf, groupingsOf } from './columns.ts';

describe.each(kindNames)('the list of %s', (kind) => {
  it('begins with the name', () => {
    expect(columnsOf(kind)[0]?.field).toBe(definitionOf(kind).label);
  });

  it('shows only fields that the kind has, each once', () => {
    const fields = columnsOf(kind).map((column) => column.field);
    expect(fields.filter((field) => !(field in fieldsOf(kind)))).toEqual([]);
    expect(new Set(fields).size).toBe(fields.length);
  });

  it('groups only by fields whose values the host counts', () => {
    const counted = ['choice', 'reference', 'references', 'choiceMap', 'texts', 'boolean', 'date', 'integer'];
    const types = groupingsOf(kind).map((field) => listFieldsOf(kind)[field]?.type);
    expect(types.filter((type) => !counted.includes(type ?? ''))).toEqual([]);
  });
});
