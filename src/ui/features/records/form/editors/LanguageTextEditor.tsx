import { Input, Menu, Textarea, TextInput, UnstyledButton } from '@mantine/core';
import { IconCheck, IconPlus } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type LanguageMap, languages } from '#core/kinds/fieldTypes.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { type EditorProps, editorId, wrapperOrder } from '../editorTypes.ts';
import classes from '../form.module.css';

interface LanguageTextEditorProps extends EditorProps<LanguageMap> {
  readonly multiline?: boolean;
}

/** A text in several languages: a tab per language says which are filled; others are added from a menu. */
export function LanguageTextEditor(props: LanguageTextEditorProps) {
  const { path, label, help, error, required, value = {}, onChange, multiline, autoFocus } = props;
  const { t } = useTranslation('records');
  const format = useFormat();
  const filled = Object.keys(value).filter((language) => value[language]?.trim());
  const [added, setAdded] = useState<readonly string[]>([]);
  const [chosen, setChosen] = useState<string>(() =>
    filled.length === 0 || filled.includes(format.language)
      ? format.language
      : (filled[0] ?? format.language),
  );
  const input = useRef<HTMLElement>(null);
  const shown = [...new Set(['ja', 'en', format.language, ...filled, ...added])];
  const others = languages.filter((language) => !shown.includes(language));
  const id = editorId(path);

  const show = (language: string) => {
    setChosen(language);
    setTimeout(() => input.current?.focus());
  };
  const write = (text: string) => {
    const { [chosen]: _before, ...rest } = value;
    const next = text === '' ? rest : { ...rest, [chosen]: text };
    onChange(Object.keys(next).length > 0 ? next : undefined);
  };
  const shared = {
    id,
    ref: input as never,
    lang: chosen,
    autoFocus,
    'aria-label': t('form.inLanguage', { label, language: format.languageName(chosen) }),
    'aria-required': required || undefined,
    'aria-invalid': error ? true : undefined,
    error: Boolean(error),
    value: value[chosen] ?? '',
  };
  return (
    <Input.Wrapper
      label={label}
      labelElement="div"
      description={help}
      error={error}
      withAsterisk={required}
      inputWrapperOrder={wrapperOrder}
    >
      <div className={classes.languages}>
        {shown.map((language) => {
          const isFilled = Boolean(value[language]?.trim());
          return (
            <UnstyledButton
              key={language}
              className={classes.language}
              aria-pressed={language === chosen}
              onClick={() => show(language)}
            >
              {isFilled ? <IconCheck size={14} aria-hidden="true" /> : <span className={classes.hollowDot} />}
              {format.languageName(language)}
              <span className="musubi-hidden">{t(isFilled ? 'form.filled' : 'form.notFilled')}</span>
            </UnstyledButton>
          );
        })}
        {others.length > 0 ? (
          <Menu position="bottom-start">
            <Menu.Target>
              <UnstyledButton className={classes.language} aria-label={t('form.addLanguage', { label })}>
                <IconPlus size={14} aria-hidden="true" />
              </UnstyledButton>
            </Menu.Target>
            <Menu.Dropdown>
              {others.map((language) => (
                <Menu.Item
                  key={language}
                  onClick={() => {
                    setAdded([...added, language]);
                    show(language);
                  }}
                >
                  {format.languageName(language)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        ) : null}
      </div>
      {multiline ? (
        <Textarea
          {...shared}
          autosize
          minRows={3}
          maxRows={16}
          onChange={(event) => write(event.currentTarget.value)}
        />
      ) : (
        <TextInput {...shared} onChange={(event) => write(event.currentTarget.value)} />
      )}
    </Input.Wrapper>
  );
}
