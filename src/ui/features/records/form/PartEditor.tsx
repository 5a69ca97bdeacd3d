import type { KindName, LanguageMap, PartType, Shape } from '#core/kinds/fieldTypes.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { BooleanEditor, ChoiceEditor } from './editors/ChoiceEditor.tsx';
import { DateEditor } from './editors/DateEditor.tsx';
import { LanguageTextEditor } from './editors/LanguageTextEditor.tsx';
import { NumberEditor } from './editors/NumberEditor.tsx';
import { ReferenceEditor } from './editors/ReferenceEditor.tsx';
import { TextEditor } from './editors/TextEditor.tsx';
import type { EditorProps } from './editorTypes.ts';

interface PartEditorProps extends EditorProps<unknown> {
  readonly part: PartType;
  readonly conceptTypes?: readonly string[];
  readonly multiline?: boolean;
}

/** The editor of a single value, whether it is a field or a part of one. */
export function PartEditor({ part, conceptTypes, multiline, ...props }: PartEditorProps) {
  const { value, onChange } = props;
  switch (part.type) {
    case 'text':
      return <TextEditor {...props} value={value as string | undefined} multiline={multiline} />;
    case 'url':
      return <TextEditor {...props} value={value as string | undefined} type="url" />;
    case 'languageText':
      return <LanguageTextEditor {...props} value={value as LanguageMap | undefined} multiline={multiline} />;
    case 'date':
      return <DateEditor {...props} value={value as string | undefined} />;
    case 'integer':
    case 'number':
      return <NumberEditor {...props} value={value as number | undefined} />;
    case 'boolean':
      return <BooleanEditor {...props} value={value as boolean | undefined} />;
    case 'choice':
      return <ChoiceEditor {...props} value={value as string | undefined} choices={part.choices} />;
    case 'reference':
      return (
        <ReferenceEditor
          {...props}
          single
          to={part.to}
          conceptTypes={conceptTypes}
          value={typeof value === 'string' ? [value] : undefined}
          onChange={(ids) => onChange(ids?.[0])}
        />
      );
    case 'references':
      return (
        <ReferenceEditor
          {...props}
          single={false}
          to={part.to}
          conceptTypes={conceptTypes}
          value={value as readonly string[] | undefined}
        />
      );
    // Nested values are kept as they came; nobody types them.
    case 'json':
      return null;
  }
}

interface PartsEditorProps {
  readonly kind: KindName;
  readonly field: string;
  readonly path: string;
  readonly shape: Shape;
  readonly value: Readonly<Record<string, unknown>>;
  readonly errors: ReadonlyMap<string, string>;
  readonly onChange: (value: Readonly<Record<string, unknown>>) => void;
}

/** The parts of one structured value. */
export function PartsEditor({ kind, field, path, shape, value, errors, onChange }: PartsEditorProps) {
  const format = useFormat();
  return Object.entries(shape).map(([name, part]) => (
    <PartEditor
      key={name}
      kind={kind}
      path={`${path}.${name}`}
      part={part}
      label={format.fieldName(kind, `${field}.${name}`)}
      error={errors.get(`${path}.${name}`)}
      value={value[name] ?? undefined}
      onChange={(next) => onChange({ ...value, [name]: next })}
    />
  ));
}
