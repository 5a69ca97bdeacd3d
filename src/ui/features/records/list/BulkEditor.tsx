import { Button, NativeSelect, Popover } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BulkEdit } from '#contract/schemas.ts';
import { isListType, type KindName } from '#core/kinds/fieldTypes.ts';
import { definitionOf, fieldsOf } from '#core/kinds/index.ts';
import { useFormat } from '#ui/i18n/format.ts';
import inputs from '../../../components/inputs.module.css';
import { FieldEditor } from '../form/FieldEditor.tsx';
import classes from './list.module.css';

interface BulkEditorProps {
  readonly kind: KindName;
  readonly busy: boolean;
  readonly onEdit: (edit: BulkEdit) => void;
}

type How = 'set' | 'add' | 'take' | 'clear';
const noErrors: ReadonlyMap<string, string> = new Map();
const nothing = {};

/** One field, and what shall become of it in all selected records. */
export function BulkEditor({ kind, busy, onEdit }: BulkEditorProps) {
  const { t } = useTranslation('records');
  const format = useFormat();
  const fields = editableFields(kind);
  const [opened, setOpened] = useState(false);
  const [field, setField] = useState(fields[0] ?? '');
  const [how, setHow] = useState<How>('set');
  const [value, setValue] = useState<unknown>();
  const definition = fieldsOf(kind)[field];
  if (!definition) return null;
  const ways: How[] = [
    'set',
    ...(isListType(definition.type) ? (['add', 'take'] as const) : []),
    ...(definition.required || field === 'visibility' ? [] : (['clear'] as const)),
  ];
  const isEmpty = value === undefined || value === null || (Array.isArray(value) && value.length === 0);
  const submit = () => {
    setOpened(false);
    setValue(undefined);
    if (how === 'clear') onEdit({ type: 'set', field, value: null });
    else if (how === 'set') onEdit({ type: 'set', field, value });
    else onEdit({ type: how, field, members: value as unknown[] });
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus withinPortal width={420}>
      <Popover.Target>
        <Button
          variant="default"
          size="sm"
          disabled={busy}
          leftSection={<IconPencil size={18} aria-hidden="true" />}
          onClick={() => setOpened(!opened)}
        >
          {t('bulk.edit')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('bulk.edit')}>
        <form
          className={`${classes.bulkEditor} ${inputs.inputs}`}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (how === 'clear' || !isEmpty) submit();
          }}
        >
          <NativeSelect
            size="sm"
            label={t('bulk.field')}
            value={field}
            data={fields.map((name) => ({ value: name, label: format.fieldName(kind, name) }))}
            onChange={(event) => {
              setField(event.currentTarget.value);
              setHow('set');
              setValue(undefined);
            }}
          />
          <NativeSelect
            size="sm"
            label={t('bulk.how')}
            value={how}
            data={ways.map((way) => ({ value: way, label: t(`bulk.way.${way}`) }))}
            onChange={(event) => setHow(event.currentTarget.value as How)}
          />
          {how === 'clear' ? null : (
            <FieldEditor
              key={field}
              kind={kind}
              path={field}
              definition={definition}
              label={format.fieldName(kind, field)}
              help={undefined}
              error={undefined}
              errors={noErrors}
              value={value}
              values={nothing}
              onChange={setValue}
            />
          )}
          <Button type="submit" size="sm" disabled={how !== 'clear' && isEmpty}>
            {t('bulk.apply')}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}

/** All but the name, which is each record's own, and structured values, which are edited record by record. */
function editableFields(kind: KindName): string[] {
  const { label } = definitionOf(kind);
  const whole = new Set(['object', 'objects', 'choiceMap', 'languageTextLists']);
  return Object.entries(fieldsOf(kind))
    .filter(([name, definition]) => name !== label && name !== 'sources' && !whole.has(definition.type))
    .sort(([, a], [, b]) => Number(b.filter ?? false) - Number(a.filter ?? false))
    .map(([name]) => name);
}
