import { Textarea, TextInput } from '@mantine/core';
import { scriptLanguage } from '../../values/scriptLanguage.ts';
import { type EditorProps, editorId, wrapperOrder } from '../editorTypes.ts';

interface TextEditorProps extends EditorProps<string> {
  readonly multiline?: boolean;
  readonly type?: 'text' | 'url';
  /** The language that is typed here, where it is known. */
  readonly lang?: string;
}

export function TextEditor(props: TextEditorProps) {
  const {
    multiline,
    type = 'text',
    lang,
    path,
    help,
    value,
    onChange,
    label,
    error,
    required,
    autoFocus,
  } = props;
  const shared = {
    id: editorId(path),
    label,
    description: help,
    error,
    withAsterisk: required,
    autoFocus,
    inputWrapperOrder: wrapperOrder,
    lang: lang ?? (value ? scriptLanguage(value) : undefined),
    value: value ?? '',
  };
  const change = (text: string) => onChange(text === '' ? undefined : text);
  if (multiline) {
    return (
      <Textarea
        {...shared}
        autosize
        minRows={3}
        maxRows={16}
        onChange={(event) => change(event.currentTarget.value)}
      />
    );
  }
  return (
    <TextInput
      {...shared}
      type={type}
      placeholder={type === 'url' ? 'https://' : undefined}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}
