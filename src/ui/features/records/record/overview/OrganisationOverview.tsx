import type { RecordDetail } from '#contract/schemas.ts';
import { Cooperation } from './Cooperation.tsx';
import { FieldPanel } from './FieldPanels.tsx';
import { OrganisationSolutions } from './OrganisationSolutions.tsx';
import { RelatedPanel } from './RelatedPanel.tsx';

/** An organisation: what it offers and where that works, what it took part in, and with whom. */
export function OrganisationOverview({ detail }: { readonly detail: RecordDetail }) {
  return (
    <>
      <FieldPanel detail={detail} section="text" />
      <OrganisationSolutions detail={detail} />
      <FieldPanel detail={detail} section="themes" />
      <RelatedPanel detail={detail} kind="study" />
      <Cooperation detail={detail} />
      <RelatedPanel detail={detail} kind="mou" />
      <FieldPanel detail={detail} section="relations" />
      <RelatedPanel detail={detail} kind="precedent" whenSome />
      <RelatedPanel detail={detail} kind="event" whenSome />
      <RelatedPanel detail={detail} kind="project" whenSome />
      <RelatedPanel detail={detail} kind="contact" />
    </>
  );
}
