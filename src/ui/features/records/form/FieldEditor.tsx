import type { FieldDefinition, LanguageMap } from '#core/kinds/fieldTypes.ts';
import { languages } from '#core/kinds/fieldTypes.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { VisibilityEditor } from './editors/ChoiceEditor.tsx';
import { LanguageTextEditor } from './editors/LanguageTextEditor.tsx';
import { LevelsEditor } from './editors/LevelsEditor.tsx';
import { ListEditor } from './editors/ListEditor.tsx';
import { ChoicesEditor, TextsEditor } from './editors/TextsEditor.tsx';
import { type EditorProps, editorId } from './editorTypes.ts';
import classes from './form.module.css';
import { PartEditor, PartsEditor } from './PartEditor.tsx';

interface FieldEditorProps extends EditorProps<unknown> {
  readonly definition: FieldDefinition;
  /** Messages by path, for the parts of structured values. */
  readonly errors: ReadonlyMap<string, string>;
  /** What the record says elsewhere; some fields depend on others. */
  readonly values: Readonly<Record<string, unknown>>;
}

type Parts = Readonly<Record<string, unknown>>;

/** The editor of a field, from its definition. */
export function FieldEditor({ definition, errors, values, ...props }: FieldEditorProps) {
  const { kind, path, label, help, error, value, onChange } = props;
  switch (definition.type) {
    case 'choice':
      if (path === 'visibility') {
        return (
          <VisibilityEditor {...props} value={value as string | undefined} choices={definition.choices} />
        );
      }
      return <PartEditor {...props} part={definition} />;
    case 'texts':
      return definition.choices ? (
        <ChoicesEditor
          {...props}
          value={value as readonly string[] | undefined}
          choices={definition.choices}
        />
      ) : (
        <TextsEditor {...props} value={value as readonly string[] | undefined} />
      );
    case 'languageTexts':
      return (
        <ListEditor<LanguageMap>
          {...{ path, label, help, error }}
          members={(value as readonly LanguageMap[] | undefined) ?? []}
          empty={{}}
          onChange={onChange}
          draw={(member, at, change) => (
            <LanguageTextEditor
              kind={kind}
              path={at}
              label={label}
              error={errors.get(at)}
              value={member}
              onChange={(next) => change(next ?? {})}
            />
          )}
        />
      );
    case 'languageTextLists':
      return <TextListsEditor {...props} value={value as TextLists | undefined} />;
    case 'choiceMap':
      return (
        <LevelsEditor
          {...props}
          value={value as Readonly<Record<string, string>> | undefined}
          choices={definition.choices}
          keys={[...listOf(values.challenges), ...listOf(values.technologies)]}
        />
      );
    case 'object':
      return (
        <fieldset className={classes.group} id={editorId(path)} tabIndex={-1}>
          <legend className={classes.groupLabel}>{label}</legend>
          {help ? <p className={classes.groupHelp}>{help}</p> : null}
          {error ? <p className={classes.groupError}>{error}</p> : null}
          <div className={classes.memberParts}>
            <PartsEditor
              kind={kind}
              field={path}
              path={path}
              shape={definition.shape}
              value={(value as Parts | undefined) ?? {}}
              errors={errors}
              onChange={onChange}
            />
          </div>
        </fieldset>
      );
    case 'objects':
      return (
        <ListEditor<Parts>
          {...{ path, label, help, error }}
          members={(value as readonly Parts[] | undefined) ?? []}
          empty={{}}
          onChange={onChange}
          draw={(member, at, change) => (
            <PartsEditor
              kind={kind}
              field={path}
              path={at}
              shape={definition.shape}
              value={member}
              errors={errors}
              onChange={change}
            />
          )}
        />
      );
    case 'reference':
    case 'references':
      return <PartEditor {...props} part={definition} conceptTypes={definition.conceptTypes} />;
    case 'text':
    case 'languageText':
      return <PartEditor {...props} part={definition} multiline={definition.multiline} />;
    default:
      return <PartEditor {...props} part={definition} />;
  }
}

function listOf(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.map(String) : [];
}

type TextLists = Readonly<Record<string, readonly string[]>>;

/** Words per language, such as synonyms. */
function TextListsEditor({ kind, path, label, value = {}, onChange }: EditorProps<TextLists>) {
  const format = useFormat();
  return (
    <fieldset className={classes.group} id={editorId(path)} tabIndex={-1}>
      <legend className={classes.groupLabel}>{label}</legend>
      <div className={classes.memberParts}>
        {languages.map((language) => (
          <TextsEditor
            key={language}
            kind={kind}
            path={`${path}.${language}`}
            label={format.languageName(language)}
            lang={language}
            value={value[language]}
            onChange={(texts) => onChange({ ...value, [language]: texts ?? [] })}
          />
        ))}
      </div>
    </fieldset>
  );
}
