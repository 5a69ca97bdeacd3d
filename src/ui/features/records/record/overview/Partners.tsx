import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordDetail } from '#contract/schemas.ts';
import { RecordLink } from '#ui/components/RecordLink.tsx';
import { useFormat } from '#ui/i18n/format.ts';
import { useLabels } from '../../data/useRecordList.ts';
import { Panel } from '../Panel.tsx';
import classes from '../record.module.css';
import { useLinkedRecords } from '../useLinkedRecords.ts';
import { partnersOf } from './activeOrganisations.ts';

const mostShown = 12;

/** Who worked with this organisation before: the other members of its studies. */
export function Partners({ detail }: { readonly detail: RecordDetail }) {
  const { t } = useTranslation('records');
  const format = useFormat();
  const { id } = detail.record;
  const own = useMemo(() => [id], [id]);
  const { items } = useLinkedRecords('study', 'consortium', own);
  const partners = useMemo(() => partnersOf(id, items), [id, items]);
  const labels = useLabels(useMemo(() => partners.map((partner) => partner.id), [partners]));
  if (partners.length === 0) return null;
  return (
    <Panel title={t('record.partners')} kind="organisation" count={partners.length}>
      <ul className={classes.relations}>
        {partners.slice(0, mostShown).map((partner) => (
          <li key={partner.id} className={classes.relation}>
            <span className={classes.relationName}>
              <RecordLink id={partner.id} kind="organisation" label={labels[partner.id]?.label} />
            </span>
            <span className={classes.relationBecause}>
              {t('because.study', {
                count: partner.studies.length,
                number: format.number(partner.studies.length),
              })}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
