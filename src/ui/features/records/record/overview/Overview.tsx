import type { ComponentType } from 'react';
import type { RecordDetail } from '#contract/schemas.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import classes from '../record.module.css';
import { CityOverview } from './CityOverview.tsx';
import { CountryOverview } from './CountryOverview.tsx';
import { EventOverview } from './EventOverview.tsx';
import { GenericOverview } from './GenericOverview.tsx';
import { MeasureOverview } from './MeasureOverview.tsx';
import { MouOverview } from './MouOverview.tsx';
import { OrganisationOverview } from './OrganisationOverview.tsx';
import { ProgrammeOverview } from './ProgrammeOverview.tsx';
import { ProjectOverview } from './ProjectOverview.tsx';
import { StudyOverview } from './StudyOverview.tsx';

/** Kinds whose readers ask for more than their own fields; all others show these, and what is linked. */
const tuned: Partial<Record<KindName, ComponentType<{ readonly detail: RecordDetail }>>> = {
  city: CityOverview,
  event: EventOverview,
  measure: MeasureOverview,
  mou: MouOverview,
  project: ProjectOverview,
  country: CountryOverview,
  organisation: OrganisationOverview,
  programme: ProgrammeOverview,
  study: StudyOverview,
};

export function Overview({ detail }: { readonly detail: RecordDetail }) {
  const Kind = tuned[detail.record.kind] ?? GenericOverview;
  return (
    <div className={classes.stack}>
      <Kind detail={detail} />
    </div>
  );
}
