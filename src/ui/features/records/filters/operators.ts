import type { Condition } from '#contract/schemas.ts';
import type { FieldDefinition, KindName } from '#core/kinds/fieldTypes.ts';
import { fieldsOf } from '#core/kinds/index.ts';

export type Operator = Condition['operator'];

const choosing = ['is', 'isNot', 'isKnown', 'isUnknown'] as const;
const measuring = ['is', 'atLeast', 'atMost', 'isKnown', 'isUnknown'] as const;
const ranging = ['atLeast', 'atMost', 'isKnown', 'isUnknown'] as const;

/** What can be asked of a field, the most usual question first. */
export function operatorsOf(definition: FieldDefinition): readonly Operator[] {
  switch (definition.type) {
    case 'integer':
    case 'number':
      return measuring;
    case 'date':
      return ranging;
    case 'object':
    case 'objects':
      return ['isKnown', 'isUnknown'];
    case 'text':
    case 'languageText':
    case 'url':
      return ['contains', 'isKnown', 'isUnknown'];
    default:
      return choosing;
  }
}

export function takesValues(operator: Operator): boolean {
  return operator !== 'isKnown' && operator !== 'isUnknown';
}

/** Fields that the add-filter menu offers: those declared as filters, and the dates of the kind. */
export function filterFields(kind: KindName): readonly string[] {
  return Object.entries(fieldsOf(kind))
    .filter(([, definition]) => definition.filter || definition.type === 'date')
    .map(([name]) => name);
}

/** Fields whose values are few enough to be counted and chosen from a list. */
export function isCounted(definition: FieldDefinition): boolean {
  return definition.type !== 'date' && definition.type !== 'object' && definition.filter === true;
}
