import { PasswordInput, TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { isComposing } from '../../shell/platform.ts';

interface CommittedInputProps {
  readonly label: string;
  readonly value: string;
  readonly onCommit: (value: string) => void;
  readonly placeholder?: string;
  readonly maxLength: number;
  /** Shown as dots, with a button to look. */
  readonly secret?: boolean;
}

/** A field that takes effect when it is left or Enter is pressed, not with every letter. Escape takes back. */
export function CommittedInput({
  label,
  value,
  onCommit,
  placeholder,
  maxLength,
  secret,
}: CommittedInputProps) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);

  const commit = () => {
    const trimmed = text.trim();
    setText(trimmed);
    if (trimmed !== value) onCommit(trimmed);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (isComposing(event.nativeEvent)) return;
    if (event.key === 'Enter') commit();
    if (event.key === 'Escape') setText(value);
  };
  const properties = {
    'aria-label': label,
    value: text,
    placeholder,
    maxLength,
    autoComplete: 'off',
    spellCheck: false,
    onChange: (event: { currentTarget: { value: string } }) => setText(event.currentTarget.value),
    onBlur: commit,
    onKeyDown,
  };
  return secret ? <PasswordInput {...properties} /> : <TextInput {...properties} />;
}
