import { NativeSelect, Radio, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#ui/i18n/format.ts';
import { type EditorProps, editorId, wrapperOrder } from '../editorTypes.ts';
import classes from '../form.module.css';

interface ChoiceEditorProps extends EditorProps<string> {
  readonly choices: readonly string[];
}

/** One of a few values, or "not known". */
export function ChoiceEditor(props: ChoiceEditorProps) {
  const { kind, path, label, help, error, required, value, onChange, choices, autoFocus } = props;
  const { t } = useTranslation('records');
  const format = useFormat();
  const field = path
    .split('.')
    .filter((part) => !/^\d+$/.test(part))
    .join('.');
  return (
    <NativeSelect
      id={editorId(path)}
      label={label}
      description={help}
      error={error}
      withAsterisk={required}
      autoFocus={autoFocus}
      inputWrapperOrder={wrapperOrder}
      className={classes.choice}
      value={value ?? ''}
      data={[
        { value: '', label: t('form.notKnown') },
        ...choices.map((choice) => ({ value: choice, label: format.choice(kind, field, choice) })),
      ]}
      onChange={(event) => onChange(event.currentTarget.value === '' ? undefined : event.currentTarget.value)}
    />
  );
}

/** Yes, no, or not known: three answers, because an unanswered question is not a "no". */
export function BooleanEditor(props: EditorProps<boolean>) {
  const { kind, path, label, help, error, value, onChange } = props;
  const { t } = useTranslation('records');
  const format = useFormat();
  return (
    <Radio.Group
      id={editorId(path)}
      label={label}
      description={help}
      error={error}
      inputWrapperOrder={wrapperOrder}
      value={value === undefined ? '' : String(value)}
      onChange={(text) => onChange(text === '' ? undefined : text === 'true')}
    >
      <div className={classes.radios}>
        <Radio value="" label={t('form.notKnown')} />
        <Radio value="true" label={format.choice(kind, 'boolean', true)} />
        <Radio value="false" label={format.choice(kind, 'boolean', false)} />
      </div>
    </Radio.Group>
  );
}

/** Who may see the record, each answer with what it means. */
export function VisibilityEditor(props: ChoiceEditorProps) {
  const { kind, path, label, error, value, onChange, choices } = props;
  const { t } = useTranslation('common');
  const format = useFormat();
  return (
    <Radio.Group
      id={editorId(path)}
      label={label}
      error={error}
      withAsterisk
      inputWrapperOrder={wrapperOrder}
      value={value ?? ''}
      onChange={onChange}
    >
      <Stack gap="xs" mt="xs">
        {choices.map((choice) => (
          <Radio
            key={choice}
            value={choice}
            label={format.choice(kind, 'visibility', choice)}
            description={t(`visibility.about.${choice as 'public'}`)}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}
