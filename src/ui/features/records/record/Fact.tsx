import { ActionIcon, Button } from '@mantine/core';
import { IconPencil, IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordDetail } from '#contract/schemas.ts';
import type { FieldDefinition } from '#core/kinds/fieldTypes.ts';
import { fieldsOf } from '#core/kinds/index.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { FieldValue } from '../values/FieldValue.tsx';
import { lineFields } from '../values/MemberLines.tsx';
import { isKnown } from '../values/ObjectValue.tsx';
import { FactSource } from './FactSource.tsx';
import { isEditedInPlace } from './factFields.ts';
import { originOf } from './factSource.ts';
import { InlineEdit } from './InlineEdit.tsx';
import classes from './record.module.css';

interface FactProps {
  readonly detail: RecordDetail;
  readonly field: string;
  /** Drawn instead of the plain value. */
  readonly children?: ReactNode;
  readonly label?: string;
  /** The heading above says what it is already. */
  readonly hideName?: boolean;
  /** Only to be read, as in a side panel. */
  readonly readOnly?: boolean;
}

/** One fact with its name: where it comes from under the pointer, and changed where it stands. */
export function Fact(props: FactProps) {
  const definition = fieldsOf(props.detail.record.kind)[props.field];
  return definition ? <KnownField {...props} definition={definition} /> : null;
}

function KnownField(props: FactProps & { readonly definition: FieldDefinition }) {
  const { detail, field, children, label, hideName = false, readOnly = false, definition } = props;
  const { t } = useTranslation(['records', 'common']);
  const format = useFormat();
  const [editing, setEditing] = useState(false);
  const { record } = detail;
  const name = label ?? format.fieldName(record.kind, field);
  const value = record[field];
  const known = isKnown(value);
  const inPlace = isEditedInPlace(definition.type, field);
  // Tables want the whole width.
  const isTable = definition.type === 'objects' && !lineFields.has(field);
  return (
    <div className={classes.fact} data-editing={editing || undefined} data-block={isTable || undefined}>
      <dt className={editing || hideName ? 'musubi-hidden' : classes.factName}>{name}</dt>
      <dd className={classes.factValue}>
        {editing ? <InlineEdit detail={detail} field={field} onDone={() => setEditing(false)} /> : shown()}
      </dd>
    </div>
  );

  function shown() {
    if (!known) {
      return readOnly ? <span className={classes.unknown}>{t('value.unknown')}</span> : offerToFill();
    }
    const text = children ?? (
      <FieldValue
        kind={record.kind}
        field={field}
        definition={definition}
        value={value}
        labels={detail.labels}
      />
    );
    if (readOnly) return <span className={classes.factText}>{text}</span>;
    return (
      <FactSource name={name} {...originOf(record, field)} tools={editButton()}>
        {text}
      </FactSource>
    );
  }

  function offerToFill() {
    const shared = {
      variant: 'subtle',
      size: 'compact-sm',
      leftSection: <IconPlus size={16} aria-hidden="true" />,
      'aria-label': t('fact.fillNamed', { name }),
      className: classes.fill,
    } as const;
    return (
      <span className={classes.unknown}>
        {t(field === 'remarks' ? 'common:notRecorded' : 'value.unknown')}
        {inPlace ? (
          <Button {...shared} onClick={() => setEditing(true)}>
            {t('fact.fill')}
          </Button>
        ) : (
          <Button
            {...shared}
            renderRoot={(props) => (
              <Link to="/record/$id/edit" params={{ id: record.id }} search={{ field } as never} {...props} />
            )}
          >
            {t('fact.fill')}
          </Button>
        )}
      </span>
    );
  }

  function editButton() {
    const shared = {
      variant: 'subtle',
      color: 'gray',
      size: 'sm',
      'aria-label': t('fact.edit', { name }),
      className: classes.editFact,
    } as const;
    const icon = <IconPencil size={16} stroke={1.6} aria-hidden="true" />;
    return inPlace ? (
      <ActionIcon {...shared} onClick={() => setEditing(true)}>
        {icon}
      </ActionIcon>
    ) : (
      <ActionIcon
        {...shared}
        renderRoot={(props) => (
          <Link to="/record/$id/edit" params={{ id: record.id }} search={{ field } as never} {...props} />
        )}
      >
        {icon}
      </ActionIcon>
    );
  }
}
