import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Difference } from '#core/matching/index.ts';
import type { Source } from '#core/records/recordTypes.ts';
import { SourceList } from '#ui/components/SourceList.tsx';
import { orpc } from '#ui/host/queries.ts';
import { useFormat } from '#ui/i18n/format.ts';
import shared from '../matching.module.css';
import { usePlainName } from '../shared/names.tsx';
import { fieldOfDimension } from './fieldOfDimension.ts';
import classes from './rollout.module.css';

interface DimensionEvidenceProps {
  readonly difference: Difference;
  readonly cities: readonly string[];
}

/** Which records an aspect was read from, with their sources. */
export function DimensionEvidence({ difference, cities }: DimensionEvidenceProps) {
  const { t } = useTranslation('match');
  const format = useFormat();
  const plain = usePlainName();
  const [open, setOpen] = useState(false);
  const field = fieldOfDimension(difference.dimension);
  return (
    <details
      className={classes.evidenceOf}
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>{t('why.evidence')}</summary>
      {open
        ? cities.map((city) => (
            <div key={city}>
              <Link to="/record/$id" params={{ id: city }}>
                {plain(city)}
              </Link>{' '}
              {field === undefined ? null : (
                <span className={shared.quiet}>{format.fieldName('city', field)}</span>
              )}
              <Sources city={city} ofCountry={field === undefined} />
            </div>
          ))
        : null}
    </details>
  );
}

/** Income and law are facts of the country. */
function Sources({ city, ofCountry }: { readonly city: string; readonly ofCountry: boolean }) {
  const own = useQuery(orpc.registry.get.queryOptions({ input: { id: city } }));
  const country = own.data?.record.country;
  const other = useQuery(
    orpc.registry.get.queryOptions({
      input: { id: String(country) },
      enabled: ofCountry && typeof country === 'string',
    }),
  );
  const detail = ofCountry ? other.data : own.data;
  return detail ? <SourceList sources={(detail.record.sources ?? []) as readonly Source[]} /> : null;
}
