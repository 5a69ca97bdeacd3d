import type { Condition } from '#contract/schemas.ts';
import { listFieldsOf } from '#core/completeness/computedFields.ts';
import type { FieldDefinition, KindName } from '#core/kinds/fieldTypes.ts';

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

/** Fields that the add-filter menu offers: first those declared as filters, then every other one. */
export function filterFields(kind: KindName): readonly string[] {
  const fields = Object.entries(listFieldsOf(kind)).filter(([name]) => name !== 'sources');
  const first = fields.filter(([, definition]) => definition.filter || definition.type === 'date');
  const others = fields.filter((field) => !first.includes(field));
  return [...first, ...others].map(([name]) => name);
}

const uncounted = new Set<FieldDefinition['type']>([
  'date',
  'object',
  'objects',
  'text',
  'url',
  'languageText',
  'languageTexts',
  'languageTextLists',
]);

/** Fields whose values can be counted and chosen from a list. */
export function isCounted(definition: FieldDefinition): boolean {
  return !uncounted.has(definition.type);
}
