import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordDetail } from '#contract/schemas.ts';
import { fieldsOf } from '#core/kinds/index.ts';
import { describeError } from '#ui/i18n/describeError.ts';
import { useFormat } from '#ui/i18n/format.ts';
import inputs from '../../../components/inputs.module.css';
import { useRecordChanges } from '../data/useRecordChanges.ts';
import { buildPatch } from '../form/buildPatch.ts';
import { checkValues } from '../form/checkValues.ts';
import { FieldEditor } from '../form/FieldEditor.tsx';
import { useFieldHelp } from '../form/useFieldHelp.ts';
import classes from './record.module.css';

interface InlineEditProps {
  readonly detail: RecordDetail;
  readonly field: string;
  readonly onDone: () => void;
}

const noErrors: ReadonlyMap<string, string> = new Map();

/** A single fact changed where it stands: Enter saves, Escape leaves it as it was. */
export function InlineEdit({ detail, field, onDone }: InlineEditProps) {
  const { t, i18n } = useTranslation('records');
  const format = useFormat();
  const fieldHelp = useFieldHelp();
  const changes = useRecordChanges();
  const { record } = detail;
  const { kind, id } = record;
  const [value, setValue] = useState<unknown>(record[field] ?? undefined);
  const [error, setError] = useState<string>();
  const [saving, setSaving] = useState(false);
  const definition = fieldsOf(kind)[field];

  const refuse = (refusal: unknown) => {
    const described = describeError(refusal, i18n);
    setError(described.problems[0]?.text ?? described.message);
  };

  const save = async () => {
    const patch = buildPatch(kind, record, { ...record, [field]: value });
    if (Object.keys(patch).length === 0) {
      onDone();
      return;
    }
    const refusal = checkValues(kind, patch, 'patch', format.language);
    if (refusal) {
      refuse(refusal);
      return;
    }
    setSaving(true);
    try {
      await changes.patch(id, patch);
      onDone();
    } catch (cause) {
      refuse(cause);
      setSaving(false);
    }
  };

  useHotkeys(
    [
      ['Escape', onDone],
      ['mod+Enter', () => void save()],
    ],
    [],
  );

  if (!definition) return null;
  return (
    <form
      className={`${classes.inlineEdit} ${inputs.inputs}`}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <FieldEditor
        kind={kind}
        path={field}
        definition={definition}
        label={format.fieldName(kind, field)}
        help={fieldHelp(kind, field)}
        error={error}
        errors={noErrors}
        value={value}
        values={record}
        autoFocus
        onChange={(next) => {
          setValue(next);
          setError(undefined);
        }}
      />
      <div className={classes.inlineButtons}>
        <Button size="xs" type="submit" loading={saving}>
          {t('form.save')}
        </Button>
        <Button size="xs" variant="default" onClick={onDone}>
          {t('form.cancel')}
        </Button>
      </div>
    </form>
  );
}
