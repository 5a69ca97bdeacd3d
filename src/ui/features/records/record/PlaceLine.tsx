import { IconMapPin } from '@tabler/icons-react';
import type { RecordDetail } from '#contract/schemas.ts';
import { ReferenceList } from '../values/ReferenceValue.tsx';
import classes from './record.module.css';

/** Fields that say where a record belongs, the nearest first. */
const placeFields = ['city', 'cities', 'country', 'countries', 'homeCountry', 'organisation'] as const;
const mostShown = 6;

/** The cities and countries of a record, in one line under its name. */
export function PlaceLine({ detail }: { readonly detail: RecordDetail }) {
  const ids = placeFields.flatMap((field) => {
    const value = detail.record[field];
    if (typeof value === 'string') return [value];
    return Array.isArray(value) ? value.filter((id): id is string => typeof id === 'string') : [];
  });
  const shown = [...new Set(ids)].filter((id) => detail.labels[id]).slice(0, mostShown);
  if (shown.length === 0) return null;
  return (
    <div className={classes.placeLine}>
      <IconMapPin size={16} stroke={1.6} aria-hidden="true" />
      <ReferenceList ids={shown} labels={detail.labels} />
    </div>
  );
}
