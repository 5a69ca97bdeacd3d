import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useFormat } from '#ui/i18n/format.ts';
import { isFiscalYear } from '../../values/fiscalYear.ts';
import { type EditorProps, editorId, wrapperOrder } from '../editorTypes.ts';
import classes from '../form.module.css';

/** A number as people type it: full-width digits and separators are understood. */
export function NumberEditor(props: EditorProps<number | string>) {
  const { path, label, help, error, required, value, onChange, autoFocus } = props;
  const format = useFormat();
  const [typed, setTyped] = useState(value === undefined ? '' : String(value));
  const shown = readNumber(typed) === value ? typed : value === undefined ? '' : String(value);
  const name = path.split('.').at(-1) ?? '';
  return (
    <TextInput
      id={editorId(path)}
      label={label}
      description={help}
      error={error}
      withAsterisk={required}
      autoFocus={autoFocus}
      inputWrapperOrder={wrapperOrder}
      className={classes.number}
      inputMode="decimal"
      autoComplete="off"
      value={shown}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        onChange(readNumber(text));
      }}
      rightSectionWidth="auto"
      rightSection={
        typeof value === 'number' && isFiscalYear(name) && value > 1900 ? (
          <span className={classes.understood}>{format.fiscalYear(value)}</span>
        ) : null
      }
    />
  );
}

/** Undefined when empty; the text itself when it is no number, so that saving says so. */
function readNumber(typed: string): number | string | undefined {
  const text = typed.normalize('NFKC').replaceAll(/[,\s]/g, '').replaceAll('−', '-');
  if (text === '') return undefined;
  const number = Number(text);
  return Number.isFinite(number) ? number : typed;
}
