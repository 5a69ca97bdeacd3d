import type { FieldDefinition, KindName, Shape } from '../kinds/fieldTypes.ts';
import { fieldsOf } from '../kinds/index.ts';
import { canonicalJson } from '../ledger/canonicalJson.ts';

type Values = Readonly<Record<string, unknown>>;

/** What to point to instead of a record that is merged into another one. */
export interface Redirection {
  readonly from: string;
  readonly to: string;
}

/**
 * A merge patch that makes a record point to `to` wherever it points to `from`; empty when it does not. A record
 * that would come to point to itself loses that reference instead.
 * @param id of the record whose values these are
 */
export function redirect(
  kind: KindName,
  id: string,
  values: Values,
  redirection: Redirection,
): Record<string, unknown> {
  const patch: Record<string, unknown> = {};
  for (const [field, definition] of Object.entries(fieldsOf(kind))) {
    const value = values[field];
    if (value === undefined || value === null) continue;
    const next = redirected(definition, value, id, redirection);
    if (next !== undefined) patch[field] = next;
  }
  return patch;
}

/** The choices of this record that stand for the record to be merged away: fixed in the program, not redirectable. */
export function fixedLinksTo(kind: KindName, values: Values, target: string): string[] {
  return Object.entries(fieldsOf(kind)).flatMap(([field, definition]) =>
    definition.type === 'choice' && definition.linksTo?.[values[field] as string] === target ? [field] : [],
  );
}

/** The new value; null to clear, undefined when nothing changes. */
function redirected(
  definition: FieldDefinition,
  value: unknown,
  id: string,
  { from, to }: Redirection,
): unknown {
  switch (definition.type) {
    case 'reference':
      return value !== from ? undefined : to === id ? null : to;
    case 'references': {
      const members = value as readonly string[];
      return members.includes(from) ? moved(members, id, { from, to }) : undefined;
    }
    case 'choiceMap': {
      const map = value as Readonly<Record<string, unknown>>;
      if (!Object.hasOwn(map, from)) return undefined;
      return { [from]: null, ...(to === id || Object.hasOwn(map, to) ? {} : { [to]: map[from] }) };
    }
    case 'object':
      return redirectedShape(definition.shape, value as Values, id, { from, to });
    case 'objects': {
      const members = value as readonly Values[];
      const next = members.map(
        (member) => redirectedShape(definition.shape, member, id, { from, to }) ?? member,
      );
      if (next.every((member, index) => member === members[index])) return undefined;
      return [...new Map(next.map((member) => [canonicalJson(member), member])).values()];
    }
    default:
      return undefined;
  }
}

function redirectedShape(
  shape: Shape,
  value: Values,
  id: string,
  redirection: Redirection,
): Values | undefined {
  const { from, to } = redirection;
  let next: Record<string, unknown> | undefined;
  for (const [name, part] of Object.entries(shape)) {
    const member = value[name];
    if (part.type === 'reference' && member === from) {
      next = { ...(next ?? value), [name]: to };
      if (to === id) delete next[name];
    }
    if (part.type === 'references' && Array.isArray(member) && member.includes(from)) {
      next = { ...(next ?? value), [name]: moved(member as string[], id, redirection) };
    }
  }
  return next;
}

function moved(members: readonly string[], id: string, { from, to }: Redirection): string[] {
  return [...new Set(members.map((member) => (member === from ? to : member)))].filter(
    (member) => member !== id,
  );
}
