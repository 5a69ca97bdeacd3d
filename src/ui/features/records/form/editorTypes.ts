import type { FieldDefinition, KindName, PartType } from '#core/kinds/fieldTypes.ts';

/** What every editor of a value gets. `Value` is undefined while nothing is known. */
export interface EditorProps<Value> {
  readonly kind: KindName;
  /** Dotted path inside the record, as in `consortium.0.orgId`; also the editor's id, for links from the summary. */
  readonly path: string;
  readonly label: string;
  readonly help?: string;
  readonly error?: string;
  readonly required?: boolean;
  readonly value: Value | undefined;
  readonly onChange: (value: Value | undefined) => void;
  /** Takes the focus when it appears (editing in place). */
  readonly autoFocus?: boolean;
}

export type AnyDefinition = FieldDefinition | PartType;

/** The element that a path's editor has, so that the summary of problems can lead there. */
export function editorId(path: string): string {
  return `field-${path.replaceAll('.', '-')}`;
}

/** Inputs show label, help and error in this order, so that the help is read before typing and the error beside it. */
export const wrapperOrder: ('label' | 'description' | 'error' | 'input')[] = [
  'label',
  'description',
  'error',
  'input',
];
