import { Chip, Input, TagsInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#ui/i18n/format.ts';
import { type EditorProps, editorId, wrapperOrder } from '../editorTypes.ts';
import classes from '../form.module.css';

type TextsProps = EditorProps<readonly string[]>;

/** Free words, one after another: Enter adds one. */
export function TextsEditor({
  path,
  label,
  help,
  error,
  value,
  onChange,
  autoFocus,
  lang,
}: TextsProps & { readonly lang?: string }) {
  const { t } = useTranslation('records');
  return (
    <TagsInput
      id={editorId(path)}
      label={label}
      description={help ?? t('form.textsHelp')}
      error={error}
      autoFocus={autoFocus}
      lang={lang}
      inputWrapperOrder={wrapperOrder}
      splitChars={['、', ';']}
      value={[...(value ?? [])]}
      onChange={(texts) => onChange(texts.length > 0 ? texts : undefined)}
    />
  );
}

/** Several of a few values: chips to press. */
export function ChoicesEditor({
  kind,
  path,
  label,
  help,
  error,
  value,
  onChange,
  choices,
}: TextsProps & { readonly choices: readonly string[] }) {
  const format = useFormat();
  return (
    <Input.Wrapper
      id={editorId(path)}
      label={label}
      labelElement="div"
      description={help}
      error={error}
      inputWrapperOrder={wrapperOrder}
    >
      <Chip.Group
        multiple
        value={[...(value ?? [])]}
        // The order of the list, not of pressing, so that the same answer is the same value.
        onChange={(chosen) => {
          const next = choices.filter((choice) => chosen.includes(choice));
          onChange(next.length > 0 ? next : undefined);
        }}
      >
        <fieldset className={classes.chips} aria-label={label} id={editorId(path)}>
          {choices.map((choice) => (
            <Chip key={choice} value={choice} size="sm" radius="sm" variant="outline">
              {format.choice(kind, path, choice)}
            </Chip>
          ))}
        </fieldset>
      </Chip.Group>
    </Input.Wrapper>
  );
}
