import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Chip } from '../../components/Chip.tsx';
import { orpc } from '../../host/queries.ts';
import { useFormat } from '../../i18n/format.ts';
import { kindsToAdd } from '../../shell/navigation.ts';
import classes from './activity.module.css';
import { type ActivityFilter, sourceNames } from './activityAddress.ts';

interface ActivityFiltersProps {
  readonly filter: ActivityFilter;
  readonly onChange: (change: Readonly<Record<string, string | undefined>>) => void;
  readonly onClear: () => void;
}

/** Whose changes, of what, from where, and since when. */
export function ActivityFilters({ filter, onChange, onClear }: ActivityFiltersProps) {
  const { t } = useTranslation(['activity', 'records']);
  const format = useFormat();
  const { data: sources } = useQuery(orpc.registry.activitySources.queryOptions());
  const { record } = filter;
  const { data: labels } = useQuery(
    orpc.registry.labels.queryOptions({ input: { ids: record ? [record] : [] }, enabled: !!record }),
  );
  const known = sources?.actors ?? [];
  const people = known.map(({ id, name }) => ({ value: id, label: name ?? id }));
  // Somebody from a link who has no changes here (yet).
  if (filter.who && !known.some(({ id }) => id === filter.who))
    people.push({ value: filter.who, label: filter.who });
  const name = record ? format.plain(labels?.[record]?.label) || record : '';
  const isNarrowed = Object.values(filter).some((value) => value !== undefined);
  return (
    <search className={classes.filters} aria-label={t('activity:filter.label')}>
      <NativeSelect
        size="sm"
        label={t('activity:filter.who')}
        value={filter.who ?? ''}
        data={[{ value: '', label: t('activity:filter.everybody') }, ...people]}
        onChange={(event) => onChange({ who: event.currentTarget.value || undefined })}
      />
      <NativeSelect
        size="sm"
        label={t('activity:filter.kind')}
        value={filter.kind ?? ''}
        data={[
          { value: '', label: t('activity:filter.allKinds') },
          ...kindsToAdd.map((kind) => ({ value: kind, label: format.kindName(kind, true) })),
        ]}
        onChange={(event) => onChange({ kind: event.currentTarget.value || undefined })}
      />
      <NativeSelect
        size="sm"
        label={t('activity:filter.source')}
        value={filter.source ?? ''}
        data={[
          { value: '', label: t('activity:filter.byHand') },
          ...sourceNames.map((source) => ({ value: source, label: t(`activity:filter.from.${source}`) })),
        ]}
        onChange={(event) => onChange({ source: event.currentTarget.value || undefined })}
      />
      <TextInput
        size="sm"
        type="date"
        label={t('activity:filter.since')}
        max={filter.until}
        value={filter.from ?? ''}
        onChange={(event) => onChange({ from: event.currentTarget.value || undefined })}
      />
      <TextInput
        size="sm"
        type="date"
        label={t('activity:filter.until')}
        min={filter.from}
        value={filter.until ?? ''}
        onChange={(event) => onChange({ until: event.currentTarget.value || undefined })}
      />
      {record ? (
        <Chip name={name} onRemove={() => onChange({ record: undefined })}>
          {t('activity:record')}: {name}
        </Chip>
      ) : null}
      {isNarrowed ? (
        <Button variant="subtle" size="sm" onClick={onClear}>
          {t('records:filters.clear')}
        </Button>
      ) : null}
    </search>
  );
}
