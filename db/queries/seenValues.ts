import { visibilities as allVisibilities, type Visibility } from '#core/kinds/choices.ts';
import type { FieldDefinition, Shape } from '#core/kinds/fieldTypes.ts';

/**
 * What a reader may see of a value that points to other records, in SQL: the same as core/records/audience.ts leaves
 * of it. A list that is filtered, sorted, counted or grouped by anything else would say that there is something.
 */

/** SQL that the record by the name `seen` may be seen; undefined for the owner, who sees all. */
export function isSeenSql(visibilities: readonly Visibility[]): string | undefined {
  return visibilities.length < allVisibilities.length
    ? `seen.visibility IN (${visibilities.map(quoted).join(', ')}) AND seen.deleted_at IS NULL`
    : undefined;
}

/** Whether values of a field point to records, so that less may be left of them. */
export function pointsToRecords(definition: FieldDefinition): boolean {
  switch (definition.type) {
    case 'reference':
    case 'references':
    case 'choiceMap':
      return true;
    case 'choice':
      return definition.linksTo !== undefined;
    case 'object':
    case 'objects':
      return Object.values(definition.shape).some(
        ({ type }) => type === 'reference' || type === 'references',
      );
    default:
      return false;
  }
}

/** SQL of what is left of a column; NULL where nothing is. */
export function seenColumn(
  column: string,
  definition: FieldDefinition | undefined,
  visibilities: readonly Visibility[],
): string {
  const isSeen = isSeenSql(visibilities);
  if (isSeen === undefined || definition === undefined || !pointsToRecords(definition)) return column;
  switch (definition.type) {
    case 'references':
      return `(SELECT nullif(json_group_array(own.value), '[]') FROM json_each(${column}) AS own
        WHERE ${isThere('own.value', isSeen)})`;
    case 'objects':
      return `(SELECT nullif(json_group_array(json(own.value)), '[]') FROM json_each(${column}) AS own
        WHERE ${mentionsNothingHidden('own.value', definition.shape, isSeen)})`;
    case 'choiceMap':
      return `(SELECT nullif(json_group_object(own.key, own.value), '{}') FROM json_each(${column}) AS own
        WHERE ${isThere('own.key', isSeen)})`;
    default:
      return `CASE WHEN ${isKnownSql(column, definition, isSeen)} THEN ${column} END`;
  }
}

/** Whether anything is left of a column. */
export function isKnownSql(
  column: string,
  definition: FieldDefinition | undefined,
  isSeen: string | undefined,
): string {
  const known = `${column} IS NOT NULL`;
  if (isSeen === undefined || definition === undefined) return known;
  const anyMember = (condition: string) =>
    `EXISTS (SELECT 1 FROM json_each(${column}) AS own WHERE ${condition})`;
  switch (definition.type) {
    case 'reference':
      return isThere(column, isSeen);
    case 'references':
      return anyMember(isThere('own.value', isSeen));
    case 'choiceMap':
      return anyMember(isThere('own.key', isSeen));
    case 'choice':
      return `(${known} AND ${isSeenValue(column, definition, isSeen)})`;
    case 'object':
      return `(${known} AND ${mentionsNothingHidden(column, definition.shape, isSeen)})`;
    case 'objects':
      return anyMember(mentionsNothingHidden('own.value', definition.shape, isSeen));
    default:
      return known;
  }
}

/** Whether one value of a reference, a list or map of them, or of a choice that stands for a record may be seen. */
export function isSeenValue(value: string, definition: FieldDefinition | undefined, isSeen: string): string {
  switch (definition?.type) {
    case 'reference':
    case 'references':
    case 'choiceMap':
      return isThere(value, isSeen);
    case 'choice': {
      const whens = Object.entries(definition.linksTo ?? {}).map(
        ([choice, id]) => `WHEN ${quoted(choice)} THEN ${isThere(quoted(id), isSeen)}`,
      );
      return whens.length > 0 ? `CASE ${value} ${whens.join(' ')} ELSE 1 END` : '1';
    }
    default:
      return '1';
  }
}

/** @param json of a structured value */
function mentionsNothingHidden(json: string, shape: Shape, isSeen: string): string {
  const parts = Object.entries(shape).flatMap(([name, { type }]) => {
    const path = quoted(`$.${name}`);
    if (type === 'reference')
      return `(${json} ->> ${path} IS NULL OR ${isThere(`${json} ->> ${path}`, isSeen)})`;
    if (type === 'references')
      return `NOT EXISTS (SELECT 1 FROM json_each(${json} -> ${path}) AS part WHERE NOT ${isThere('part.value', isSeen)})`;
    return [];
  });
  return parts.length > 0 ? parts.join(' AND ') : '1';
}

/** Whether a record with this id is there for readers for whom `isSeen` holds. */
export function isThere(id: string, isSeen: string): string {
  return `EXISTS (SELECT 1 FROM record AS seen WHERE seen.id = ${id} AND ${isSeen})`;
}

export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
