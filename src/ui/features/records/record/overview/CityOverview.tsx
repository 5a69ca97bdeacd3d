import { useTranslation } from 'react-i18next';
import type { RecordDetail } from '#contract/schemas.ts';
import { Fact } from '../Fact.tsx';
import { Panel } from '../Panel.tsx';
import classes from '../record.module.css';
import { ActiveOrganisations } from './ActiveOrganisations.tsx';
import { CityNeeds } from './CityNeeds.tsx';
import { Cooperation } from './Cooperation.tsx';
import { PopulationPanel } from './PopulationPanel.tsx';
import { PriorityProjects } from './PriorityProjects.tsx';
import { RelatedPanel } from './RelatedPanel.tsx';

/** A city: what it wants, what was done there, with whom, and what it is like. */
export function CityOverview({ detail }: { readonly detail: RecordDetail }) {
  const { t } = useTranslation('records');
  return (
    <>
      <Panel title={t('section.themes')}>
        <dl className={classes.facts} data-wide>
          <Fact detail={detail} field="focusAreas" />
          <Fact detail={detail} field="challenges" />
        </dl>
      </Panel>
      <CityNeeds detail={detail} />
      <PriorityProjects detail={detail} />
      <RelatedPanel detail={detail} kind="study" />
      <RelatedPanel detail={detail} kind="followUp" />
      <RelatedPanel detail={detail} kind="project" />
      <RelatedPanel detail={detail} kind="mou" />
      <RelatedPanel detail={detail} kind="event" />
      <Cooperation detail={detail} />
      <ActiveOrganisations detail={detail} />
      <PopulationPanel detail={detail} />
    </>
  );
}
