import { TagsInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type LanguageMap, languages } from '#core/kinds/fieldTypes.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { editorId } from '../editorTypes.ts';
import classes from '../form.module.css';

type TextLists = Readonly<Record<string, readonly string[]>>;

interface ConceptNamesProps {
  readonly label: LanguageMap | undefined;
  readonly synonyms: TextLists | undefined;
  readonly error: string | undefined;
  readonly onLabel: (label: LanguageMap | undefined) => void;
  readonly onSynonyms: (synonyms: TextLists | undefined) => void;
}

/** What a term of the taxonomy is called in each language of the app, and what else it is called: a line per language. */
export function ConceptNames({ label = {}, synonyms = {}, error, onLabel, onSynonyms }: ConceptNamesProps) {
  const { t } = useTranslation('match');
  const format = useFormat();
  const name = format.fieldName('concept', 'label');
  const others = format.fieldName('concept', 'synonyms');
  const writeLabel = (language: string, text: string) => {
    const { [language]: _before, ...rest } = label;
    const next = text === '' ? rest : { ...rest, [language]: text };
    onLabel(Object.keys(next).length > 0 ? next : undefined);
  };
  return (
    <fieldset className={classes.group} id={editorId('label')} tabIndex={-1}>
      <legend className={classes.groupLabel}>{t('taxonomy.names')}</legend>
      <p className={classes.groupHelp}>{t('taxonomy.namesHelp')}</p>
      {error ? <p className={classes.groupError}>{error}</p> : null}
      <div className={classes.conceptNames} id={editorId('synonyms')} tabIndex={-1}>
        <span className={classes.conceptHead} aria-hidden="true" />
        <span className={classes.conceptHead} aria-hidden="true">
          {name}
        </span>
        <span className={classes.conceptHead} aria-hidden="true">
          {others}
        </span>
        {languages.map((language) => {
          const spoken = format.languageName(language);
          return (
            <div key={language} className={classes.conceptRow}>
              <span className={classes.conceptLanguage}>{spoken}</span>
              <TextInput
                id={editorId(`label.${language}`)}
                lang={language}
                aria-label={t('taxonomy.labelIn', { language: spoken })}
                value={label[language] ?? ''}
                onChange={(event) => writeLabel(language, event.currentTarget.value)}
              />
              <TagsInput
                id={editorId(`synonyms.${language}`)}
                lang={language}
                aria-label={t('taxonomy.synonymsIn', { language: spoken })}
                splitChars={['、', ';']}
                acceptValueOnBlur
                value={[...(synonyms[language] ?? [])]}
                onChange={(texts) => onSynonyms({ ...synonyms, [language]: texts })}
              />
            </div>
          );
        })}
      </div>
    </fieldset>
  );
}
