import { Button, UnstyledButton } from '@mantine/core';
import { IconArrowBackUp, IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActivityItem } from '#contract/schemas.ts';
import { urbanOsActor } from '#core/sync/readable.ts';
import { Chip, type ChipTone } from '../../components/Chip.tsx';
import { RecordLink } from '../../components/RecordLink.tsx';
import { useFormat } from '../../i18n/format.ts';
import classes from './activity.module.css';
import { ChangeDetails } from './ChangeDetails.tsx';
import { type ChangeKind, canUndo, changeKind, isSystemField } from './changeKinds.ts';
import { describeChange, fieldRoot } from './describeChange.ts';
import { undoChange } from './undo.ts';

const tones: Partial<Record<ChangeKind, ChipTone>> = {
  created: 'success',
  restored: 'success',
  removed: 'danger',
};

interface ChangeRowProps {
  readonly item: ActivityItem;
  /** Without the time of day and the details, for a card. */
  readonly brief?: boolean;
}

/** One change: what, to which record, by whom and when, and the way back. */
export function ChangeRow({ item, brief = false }: ChangeRowProps) {
  const { t, i18n } = useTranslation('activity');
  const format = useFormat();
  const name = useId();
  const [open, setOpen] = useState(false);
  const kind = changeKind(item);
  const what = describeChange(item, format, i18n);
  const hasDetails = !brief && item.entries.some((entry) => !isSystemField(entry.field));

  return (
    <article className={classes.row} aria-labelledby={name}>
      <div className={classes.line}>
        {hasDetails ? (
          <UnstyledButton
            className={classes.fold}
            aria-expanded={open}
            aria-label={t('action.details')}
            onClick={() => setOpen(!open)}
          >
            <IconChevronRight size={18} aria-hidden="true" data-open={open || undefined} />
          </UnstyledButton>
        ) : null}
        <Chip tone={tones[kind] ?? 'plain'}>{t(`what.${kind}`)}</Chip>
        <div className={classes.what} id={name}>
          <ChangeWords item={item} />
        </div>
        {item.undoneBy === undefined ? null : <Chip hollow>{t('undoneBy')}</Chip>}
        {canUndo(item) ? (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconArrowBackUp size={16} aria-hidden="true" />}
            aria-label={t('action.undoNamed', { what })}
            onClick={() => void undoChange(item.changeId)}
          >
            {t('action.undo')}
          </Button>
        ) : null}
      </div>
      <div className={classes.meta}>
        <time dateTime={item.at}>{format.instant(item.at)}</time>
        <span>{item.origin === 'bundled' ? t('app') : (item.actorName ?? t(actorWord(item)))}</span>
      </div>
      {open ? <ChangeDetails item={item} /> : null}
    </article>
  );
}

/** Whom a change without a name is from. */
function actorWord({ actor, origin }: ActivityItem): 'urbanOs' | 'otherDevice' | 'you' {
  if (actor === urbanOsActor) return 'urbanOs';
  return origin === 'sync' ? 'otherDevice' : 'you';
}

/** The changed record as a link, with the fields that were changed. */
function ChangeWords({ item }: { readonly item: ActivityItem }) {
  const { t } = useTranslation('activity');
  const format = useFormat();
  const first = item.entries[0];
  if (!first) return null;
  if (item.origin === 'bundled') {
    const count = item.entries.length + item.more;
    return <span>{t('bundledEntries', { count, formatted: format.number(count) })}</span>;
  }
  const records = new Set(item.entries.map((entry) => entry.recordId)).size;
  const { kind } = first;
  const fields = [
    ...new Set(
      item.entries.filter((entry) => !isSystemField(entry.field)).map((entry) => fieldRoot(entry.field)),
    ),
  ];
  return (
    <>
      {kind ? (
        <RecordLink id={first.recordId} kind={kind} label={first.label} icon />
      ) : (
        <span>{first.recordId}</span>
      )}
      {records > 1 ? <span className={classes.fields}>{t('andOthers', { count: records - 1 })}</span> : null}
      {kind && records === 1 && fields.length > 0 && changeKind(item) !== 'created' ? (
        <span className={classes.fields}>
          {format.list(fields.map((field) => format.fieldName(kind, field)))}
        </span>
      ) : null}
    </>
  );
}
