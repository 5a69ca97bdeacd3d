import type { FieldDefinition, KindName } from '../kinds/fieldTypes.ts';
import { fieldsOf } from '../kinds/index.ts';
import { completenessBands } from './bands.ts';
import { questionsOf } from './questions.ts';
import { reviewBands, reviewedKinds } from './review.ts';

/** What lists show, filter, sort and group by although no record states it: it follows from other fields. */
export const computedFields = ['completeness', 'review'] as const;
export type ComputedField = (typeof computedFields)[number];

const definitions: Readonly<Record<ComputedField, FieldDefinition>> = {
  completeness: { type: 'choice', choices: completenessBands, filter: true },
  review: { type: 'choice', choices: reviewBands, filter: true },
};

function has(kind: KindName, field: ComputedField): boolean {
  return field === 'review' ? reviewedKinds.includes(kind) : questionsOf(kind).length > 0;
}

/** The computed fields that a kind has. */
export function computedFieldsOf(kind: KindName): readonly ComputedField[] {
  return computedFields.filter((field) => has(kind, field));
}

export function isComputedField(kind: KindName, field: string): field is ComputedField {
  return computedFieldsOf(kind).some((own) => own === field);
}

const allFields = new Map<KindName, Readonly<Record<string, FieldDefinition>>>();

/** Everything that a list of a kind can show: its fields, followed by what follows from them. */
export function listFieldsOf(kind: KindName): Readonly<Record<string, FieldDefinition>> {
  let fields = allFields.get(kind);
  if (fields === undefined) {
    fields = {
      ...fieldsOf(kind),
      ...Object.fromEntries(computedFieldsOf(kind).map((field) => [field, definitions[field]])),
    };
    allFields.set(kind, fields);
  }
  return fields;
}
