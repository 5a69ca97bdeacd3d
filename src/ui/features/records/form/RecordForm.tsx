import { Alert, Button, Group } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconHistory } from '@tabler/icons-react';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { KindName, LanguageMap } from '#core/kinds/fieldTypes.ts';
import { fieldsOf } from '#core/kinds/index.ts';
import { ErrorNotice } from '#ui/components/ErrorNotice.tsx';
import { useFormat } from '#ui/i18n/format.ts';
import inputs from '../../../components/inputs.module.css';
import { TaxonomyEffect } from '../../matching/TaxonomyEffect.tsx';
import { newValues, type Values } from './buildPatch.ts';
import { ConceptNames } from './editors/ConceptNames.tsx';
import { FieldEditor } from './FieldEditor.tsx';
import classes from './form.module.css';
import { formSections } from './formSections.ts';
import { goTo, ProblemSummary } from './ProblemSummary.tsx';
import { useFieldHelp } from './useFieldHelp.ts';
import { useRecordForm } from './useRecordForm.ts';

interface RecordFormProps {
  readonly kind: KindName;
  readonly id: string | undefined;
  readonly base: Values;
  readonly current: Values;
  /** The field to begin with, when somebody came to fill in that one. */
  readonly focusField?: string;
  readonly onSaved: (id: string) => void;
  readonly onCancel: () => void;
}

/** The field beside which the names of a term stand too: they are edited in one table. */
const editedBeside = 'synonyms';

/** The form of any kind, made from its field definitions. */
export function RecordForm({ kind, id, base, current, focusField, onSaved, onCancel }: RecordFormProps) {
  const { t } = useTranslation(['records', 'common']);
  const format = useFormat();
  const fieldHelp = useFieldHelp();
  const form = useRecordForm({ kind, id, base, current, onSaved });
  const errors = useMemo(() => new Map(form.problems.map(({ path, text }) => [path, text])), [form.problems]);
  const fields = fieldsOf(kind);
  const sections = formSections(kind);

  useEffect(() => {
    if (focusField !== undefined) goTo(focusField);
  }, [focusField]);

  useHotkeys(
    [
      [
        'mod+Enter',
        (event) => {
          if (!event.isComposing) void form.save();
        },
      ],
    ],
    [],
  );

  return (
    <form
      className={`${classes.form} ${inputs.inputs}`}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void form.save();
      }}
    >
      <div className={classes.scroll}>
        <div className={classes.layout}>
          <nav className={classes.contents} aria-label={t('form.contents')}>
            {sections.map((section) => (
              <button key={section.name} type="button" onClick={() => goTo(section.fields[0] ?? '')}>
                {t(`section.${section.name}`)}
              </button>
            ))}
          </nav>
          <div className={classes.fields}>
            {form.offered ? (
              <Alert
                color="blue"
                icon={<IconHistory aria-hidden="true" />}
                title={t('form.draftFound', { when: format.instant(form.offered.savedAt) })}
              >
                <Group gap="xs">
                  <Button size="sm" onClick={form.takeDraft}>
                    {t('form.takeDraft')}
                  </Button>
                  <Button size="sm" variant="default" onClick={form.discardDraft}>
                    {t('form.dropDraft')}
                  </Button>
                </Group>
              </Alert>
            ) : null}
            <ProblemSummary problems={form.problems} />
            {form.error ? <ErrorNotice error={form.error} /> : null}
            {sections.map((section) => (
              <section key={section.name} className={classes.section}>
                <h2 className={classes.sectionTitle}>{t(`section.${section.name}`)}</h2>
                {section.fields.map((name) => {
                  const definition = fields[name];
                  if (kind === 'concept' && name === editedBeside) return null;
                  if (kind === 'concept' && name === 'label') {
                    return (
                      <ConceptNames
                        key={name}
                        label={form.values.label as LanguageMap | undefined}
                        synonyms={
                          form.values.synonyms as Readonly<Record<string, readonly string[]>> | undefined
                        }
                        error={errors.get(name) ?? firstLanguageError(errors, name, 'languageText')}
                        onLabel={(value) => form.set('label', value)}
                        onSynonyms={(value) => form.set('synonyms', value)}
                      />
                    );
                  }
                  return definition ? (
                    <FieldEditor
                      key={name}
                      kind={kind}
                      path={name}
                      definition={definition}
                      label={format.fieldName(kind, name)}
                      help={fieldHelp(kind, name)}
                      error={errors.get(name) ?? firstLanguageError(errors, name, definition.type)}
                      errors={errors}
                      required={definition.required}
                      value={form.values[name] ?? undefined}
                      values={form.values}
                      onChange={(value) => form.set(name, value)}
                    />
                  ) : null;
                })}
              </section>
            ))}
            {kind === 'concept' ? (
              <TaxonomyEffect id={id} values={form.dirty ? newValues(kind, form.values) : undefined} />
            ) : null}
          </div>
        </div>
      </div>
      <div className={classes.footer}>
        <Button type="submit" loading={form.saving}>
          {t(id === undefined ? 'form.create' : 'form.save')}
        </Button>
        <Button
          variant="default"
          onClick={() => {
            form.reset();
            onCancel();
          }}
        >
          {t('form.discard')}
        </Button>
        <span className={classes.footerHelp}>{t(form.dirty ? 'form.keptAsDraft' : 'form.shortcut')}</span>
      </div>
    </form>
  );
}

/** A text's error may be in one of its languages; it stands at the text. */
function firstLanguageError(
  errors: ReadonlyMap<string, string>,
  field: string,
  type: string,
): string | undefined {
  if (type !== 'languageText') return undefined;
  for (const [path, text] of errors) if (path.startsWith(`${field}.`)) return text;
  return undefined;
}
