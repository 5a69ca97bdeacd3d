import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LanguageText } from '#ui/components/LanguageText.tsx';
import { useFormat } from '#ui/i18n/format.ts';
import { useLabels } from '../../data/useFacets.ts';
import { type EditorProps, editorId } from '../editorTypes.ts';
import classes from '../form.module.css';

interface LevelsEditorProps extends EditorProps<Readonly<Record<string, string>>> {
  readonly choices: readonly string[];
  /** What the record names elsewhere and can therefore have a level. */
  readonly keys: readonly string[];
}

/** How much each of the record's own challenges and technologies is wanted. */
export function LevelsEditor(props: LevelsEditorProps) {
  const { kind, path, label, help, error, value = {}, onChange, choices, keys } = props;
  const { t } = useTranslation('records');
  const format = useFormat();
  const all = [...new Set([...keys, ...Object.keys(value)])];
  const labels = useLabels(all);
  const put = (key: string, level: string) => {
    const { [key]: _before, ...rest } = value;
    const next = level === '' ? rest : { ...rest, [key]: level };
    onChange(Object.keys(next).length > 0 ? next : undefined);
  };
  return (
    <fieldset className={classes.group} id={editorId(path)} tabIndex={-1}>
      <legend className={classes.groupLabel}>{label}</legend>
      {help ? <p className={classes.groupHelp}>{help}</p> : null}
      {error ? <p className={classes.groupError}>{error}</p> : null}
      {all.length === 0 ? <p className={classes.groupHelp}>{t('form.levelsEmpty')}</p> : null}
      {all.map((key) => (
        <div key={key} className={classes.level}>
          <span id={`${editorId(path)}-${key}`}>
            <LanguageText value={labels[key]?.label} fallback={key} />
          </span>
          <NativeSelect
            aria-labelledby={`${editorId(path)}-${key}`}
            value={value[key] ?? ''}
            data={[
              { value: '', label: t('form.notKnown') },
              ...choices.map((choice) => ({ value: choice, label: format.choice(kind, path, choice) })),
            ]}
            onChange={(event) => put(key, event.currentTarget.value)}
          />
        </div>
      ))}
    </fieldset>
  );
}
