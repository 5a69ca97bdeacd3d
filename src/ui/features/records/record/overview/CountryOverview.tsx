import type { RecordDetail } from '#contract/schemas.ts';
import { FieldPanel } from './FieldPanels.tsx';
import { RelatedPanel } from './RelatedPanel.tsx';

/** A country: its cities first, then what was done there. */
export function CountryOverview({ detail }: { readonly detail: RecordDetail }) {
  return (
    <>
      <RelatedPanel detail={detail} kind="city" whenSome />
      <RelatedPanel detail={detail} kind="study" />
      <RelatedPanel detail={detail} kind="mou" />
      <RelatedPanel detail={detail} kind="event" whenSome />
      <RelatedPanel detail={detail} kind="organisation" whenSome />
      <FieldPanel detail={detail} section="text" knownOnly />
    </>
  );
}
