import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordDetail } from '#contract/schemas.ts';
import { RecordLink } from '#ui/components/RecordLink.tsx';
import { RecordMarks, RecordMarksProvider } from '#ui/components/RecordMarks.tsx';
import { useFormat } from '#ui/i18n/format.ts';
import { useLabels } from '../../data/useFacets.ts';
import { KindPanel } from '../RelationsTab.tsx';
import classes from '../record.module.css';
import { useLinkedRecords } from '../useLinkedRecords.ts';
import { activeOrganisations } from './activeOrganisations.ts';

const mostShown = 10;

/** Who is at work in the city, and how that is known. */
export function ActiveOrganisations({ detail }: { readonly detail: RecordDetail }) {
  const { t } = useTranslation('records');
  const format = useFormat();
  const [all, setAll] = useState(false);
  const { id, kind } = detail.record;
  const own = useMemo(() => [id], [id]);
  const studies = useLinkedRecords('study', 'cities', own);
  const solutions = useLinkedRecords('solution', 'where', own);
  const organisations = useMemo(
    () => activeOrganisations(detail.links, studies.items, solutions.items),
    [detail.links, studies.items, solutions.items],
  );
  const shown = all ? organisations : organisations.slice(0, mostShown);
  // Most of them are known through a study or a solution: no link leads from the city to them.
  const named = useMemo(() => organisations.map((each) => each.id), [organisations]);
  const labels = useLabels(named);
  return (
    <KindPanel kind="organisation" count={organisations.length} owner={{ id, kind }}>
      {organisations.length === 0 ? (
        <p className={classes.quiet}>
          {t('record.noneRecorded', { kind: format.kindName('organisation', true) })}
        </p>
      ) : null}
      <RecordMarksProvider ids={named}>
        <ul className={classes.relations}>
          {shown.map((organisation) => (
            <li key={organisation.id} className={classes.relation}>
              <span className={classes.relationName}>
                <span>
                  <RecordLink
                    id={organisation.id}
                    kind="organisation"
                    label={labels[organisation.id]?.label}
                  />
                  <RecordMarks id={organisation.id} />
                </span>
              </span>
              <span className={classes.relationBecause}>
                {format.list(
                  organisation.because.map((reason) =>
                    reason.type === 'active'
                      ? t('because.active')
                      : t(`because.${reason.type}`, {
                          count: reason.count,
                          number: format.number(reason.count),
                        }),
                  ),
                )}
              </span>
            </li>
          ))}
        </ul>
      </RecordMarksProvider>
      {organisations.length > mostShown ? (
        <Button variant="subtle" size="compact-sm" onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? t('record.showFewer') : t('record.showAll', { number: format.number(organisations.length) })}
        </Button>
      ) : null}
    </KindPanel>
  );
}
