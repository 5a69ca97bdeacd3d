import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#ui/i18n/format.ts';
import { type EditorProps, editorId, wrapperOrder } from '../editorTypes.ts';
import classes from '../form.module.css';
import { readPartialDate } from '../partialDate.ts';

/** A date typed to the precision that is known; how it is understood stands beside it. */
export function DateEditor(props: EditorProps<string>) {
  const { path, label, help, error, required, value, onChange, autoFocus } = props;
  const { t } = useTranslation('records');
  const format = useFormat();
  const [typed, setTyped] = useState(value ?? '');
  const understood = readPartialDate(typed);
  // The value may change without typing: a draft is taken up again, an edit is undone.
  const shown =
    understood === value || (understood === undefined && typed === (value ?? '')) ? typed : (value ?? '');
  return (
    <TextInput
      id={editorId(path)}
      label={label}
      description={help ?? t('form.dateHelp')}
      error={error}
      withAsterisk={required}
      autoFocus={autoFocus}
      inputWrapperOrder={wrapperOrder}
      className={classes.date}
      autoComplete="off"
      value={shown}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        // What cannot be read is handed on as it is, so that saving says so instead of dropping it.
        onChange(text.trim() === '' ? undefined : (readPartialDate(text) ?? text));
      }}
      rightSectionWidth="auto"
      rightSection={
        understood === undefined ? null : (
          <span className={classes.understood} aria-live="polite">
            {format.date(understood)}
          </span>
        )
      }
    />
  );
}
