import { Button, Radio } from '@mantine/core';
import { IconArrowMerge, IconArrowsExchange } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordDetail } from '#contract/schemas.ts';
import type { KindName, LanguageMap } from '#core/kinds/fieldTypes.ts';
import { definitionOf } from '#core/kinds/index.ts';
import { type MergeChoice, type MergeField, mergeChoices, mergeFields } from '#core/merge/mergeFields.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';
import { ErrorNotice } from '#ui/components/ErrorNotice.tsx';
import { notifyDone } from '#ui/components/notify.tsx';
import { RecordLink } from '#ui/components/RecordLink.tsx';
import { host } from '#ui/host/client.ts';
import { orpc } from '#ui/host/queries.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { undoChange } from '../activity/undo.ts';
import { ChangedValue } from '../records/record/ChangeEntry.tsx';
import type { Labels } from '../records/values/ReferenceValue.tsx';
import classes from './merge.module.css';

interface ComparisonProps {
  readonly kept: RecordDetail;
  readonly other: RecordDetail;
}

/** Two records field by field, with what the one that stays is to say; one change does it, one undo takes it back. */
export function Comparison({ kept, other }: ComparisonProps) {
  const { t } = useTranslation(['merge', 'common']);
  const format = useFormat();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { id, kind } = kept.record;
  const otherId = other.record.id;
  const fields = useMemo(
    () => mergeFields(kind, kept.record as RegistryRecord, other.record as RegistryRecord),
    [kind, kept.record, other.record],
  );
  const [choices, setChoices] = useState<Readonly<Record<string, MergeChoice>>>({});
  const [error, setError] = useState<unknown>();
  const [isMerging, setIsMerging] = useState(false);
  const labels: Labels = { ...other.labels, ...kept.labels };
  const { label } = definitionOf(kind);
  const pointing = Object.values(other.links)
    .flat()
    .filter((link) => link.direction === 'in' && link.id !== id);
  const links = new Set(pointing.map((link) => link.id)).size;

  const merge = async () => {
    setIsMerging(true);
    setError(undefined);
    try {
      // A choice made before somebody else made the records equal there is one no more.
      const standing = fields.flatMap(({ path }) => (choices[path] ? [[path, choices[path]] as const] : []));
      const { changeId } = await host.registry.merge({
        keepId: id,
        otherId,
        choices: Object.fromEntries(standing),
      });
      await queries.invalidateQueries({ queryKey: orpc.registry.key() });
      notifyDone(t('merge:done'), {
        label: t('common:action.undo'),
        run: () => void undoChange(changeId),
      });
      await navigate({ to: '/record/$id', params: { id } });
    } catch (cause) {
      setError(cause);
    } finally {
      setIsMerging(false);
    }
  };

  return (
    <>
      <table className={classes.comparison} aria-label={t('merge:table')}>
        <thead>
          <tr>
            <th scope="col">{t('merge:field')}</th>
            <th scope="col">
              <span className={classes.quiet}>{t('merge:stays')}</span>
              <RecordLink id={id} kind={kind} label={kept.record[label] as LanguageMap} />
            </th>
            <th scope="col">
              <span className={classes.quiet}>{t('merge:goes')}</span>
              <RecordLink id={otherId} kind={kind} label={other.record[label] as LanguageMap} />
            </th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <FieldRow
              key={field.path}
              kind={kind}
              field={field}
              labels={labels}
              choice={choices[field.path] ?? field.suggested}
              onChoose={(choice) => setChoices((before) => ({ ...before, [field.path]: choice }))}
            />
          ))}
        </tbody>
      </table>
      {fields.length === 0 ? <p className={classes.quiet}>{t('merge:nothingDiffers')}</p> : null}
      <p className={classes.quiet}>
        {links === 0 ? null : `${t('merge:links', { count: links, formatted: format.number(links) })} `}
        {t('merge:undoable')}
      </p>
      {error ? <ErrorNotice error={error} /> : null}
      <div className={classes.footer}>
        <Button
          variant="default"
          size="md"
          leftSection={<IconArrowsExchange size={18} aria-hidden="true" />}
          renderRoot={(props) => (
            <Link to="/merge" search={{ keep: otherId, other: id } as never} replace {...props} />
          )}
        >
          {t('merge:swap')}
        </Button>
        <Button
          size="md"
          loading={isMerging}
          leftSection={<IconArrowMerge size={18} aria-hidden="true" />}
          onClick={() => void merge()}
        >
          {t('merge:merge')}
        </Button>
      </div>
    </>
  );
}

interface FieldRowProps {
  readonly kind: KindName;
  readonly field: MergeField;
  readonly labels: Labels;
  readonly choice: MergeChoice;
  readonly onChoose: (choice: MergeChoice) => void;
}

function FieldRow({ kind, field, labels, choice, onChoose }: FieldRowProps) {
  const { t } = useTranslation(['merge', 'records']);
  const format = useFormat();
  const { key } = field;
  const plain = format.fieldName(kind, field.field);
  const name = key === undefined ? plain : t('records:history.key', { name: plain, key: keyName(key) });
  const value = (content: unknown) => (
    <ChangedValue kind={kind} field={field.field} keyed={key !== undefined} value={content} labels={labels} />
  );
  const side = (own: MergeChoice, content: unknown) => (
    <td data-chosen={choice === own || choice === 'both' || undefined}>
      {field.choices.includes(own) ? (
        <Radio
          size="sm"
          name={field.path}
          checked={choice === own}
          onChange={() => onChoose(own)}
          aria-label={t(own === 'keep' ? 'merge:take.keep' : 'merge:take.other', { field: name })}
        />
      ) : null}
      <div className={classes.value}>{value(content)}</div>
    </td>
  );
  return (
    <tr>
      <th scope="row">
        {name}
        {field.choices.includes('both') ? (
          <Radio
            size="sm"
            name={field.path}
            checked={choice === 'both'}
            disabled={field.choices.length === 1}
            onChange={() => onChoose(mergeChoices[2])}
            label={t('merge:both')}
            aria-label={t('merge:take.both', { field: name })}
          />
        ) : null}
      </th>
      {side('keep', field.kept)}
      {side('other', field.other)}
    </tr>
  );

  function keyName(of: string): string {
    const known = labels[of];
    if (known) return format.plain(known.label);
    return /^[a-z]{2,3}$/.test(of) ? format.languageName(of) : of;
  }
}
