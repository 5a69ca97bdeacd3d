import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { Chip } from '#ui/components/Chip.tsx';
import { RecordLink } from '#ui/components/RecordLink.tsx';
import { RecordMarks } from '#ui/components/RecordMarks.tsx';
import { useFormat } from '#ui/i18n/format.ts';
import { toneOf } from '../values/tones.ts';
import { useRoleName } from '../values/useRoleName.ts';
import classes from './record.module.css';
import { statusFieldOf } from './recordName.ts';
import type { Relation } from './relationGroups.ts';

interface RelationListProps {
  /** The kind of the record whose page this is. */
  readonly owner: KindName;
  readonly relations: readonly Relation[];
  /** Whether to say by which field they are linked. */
  readonly showWays?: boolean;
  readonly limit?: number;
}

/** Linked records as lines: name, how linked, when, how far. */
export function RelationList({ owner, relations, showWays = false, limit = 8 }: RelationListProps) {
  const { t } = useTranslation('records');
  const format = useFormat();
  const [all, setAll] = useState(false);
  const shown = all ? relations : relations.slice(0, limit);
  return (
    <>
      <ul className={classes.relations}>
        {shown.map(({ record, ways }) => (
          <li key={record.id} className={classes.relation}>
            <span className={classes.relationName}>
              <span>
                <RecordLink id={record.id} kind={record.kind} label={record.label} />
                <RecordMarks id={record.id} />
              </span>
              {showWays ? <Ways owner={owner} kind={record.kind} ways={ways} /> : null}
            </span>
            <When date={record.date} fiscalYear={record.fiscalYear} />
            <Status kind={record.kind} status={record.status} />
          </li>
        ))}
      </ul>
      {relations.length > limit ? (
        <Button variant="subtle" size="compact-sm" onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? t('record.showFewer') : t('record.showAll', { number: format.number(relations.length) })}
        </Button>
      ) : null}
    </>
  );
}

function Ways({
  owner,
  kind,
  ways,
}: {
  readonly owner: KindName;
  readonly kind: KindName;
  readonly ways: Relation['ways'];
}) {
  const format = useFormat();
  const roleName = useRoleName();
  const names = ways.map(({ field, direction, role }) => {
    const name = format.fieldName(direction === 'out' ? owner : kind, field);
    const word = /^[a-z]/i.test(role) ? levelName(role) : undefined;
    return word === undefined ? name : `${name}: ${word}`;
  });
  return <span className={classes.relationWay}>{format.list([...new Set(names)])}</span>;

  /** A role is a level of need, a part in a consortium, or a weight, which is not shown. */
  function levelName(role: string): string {
    const level = format.choice('need', 'levels', role);
    return level === role ? roleName(role) : level;
  }
}

export function When({ date, fiscalYear }: { readonly date?: string; readonly fiscalYear?: number }) {
  const format = useFormat();
  if (date) {
    return (
      <time dateTime={date} className={classes.when}>
        {format.shortDate(date)}
      </time>
    );
  }
  return (
    <span className={classes.when}>{fiscalYear === undefined ? '' : format.shortFiscalYear(fiscalYear)}</span>
  );
}

export function Status({ kind, status }: { readonly kind: KindName; readonly status?: string }) {
  const format = useFormat();
  const field = statusFieldOf(kind);
  return (
    <span className={classes.relationStatus}>
      {status === undefined || field === undefined ? null : (
        <Chip {...toneOf(status)}>{format.choice(kind, field, status)}</Chip>
      )}
    </span>
  );
}
