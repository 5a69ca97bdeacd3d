import type { RecordDetail } from '#contract/schemas.ts';
import { FieldPanel } from './FieldPanels.tsx';
import { RelatedPanel } from './RelatedPanel.tsx';

/** A programme: money and selections by year, conditions, and what came of it. */
export function ProgrammeOverview({ detail }: { readonly detail: RecordDetail }) {
  return (
    <>
      <FieldPanel detail={detail} section="numbers" knownOnly />
      <FieldPanel detail={detail} section="text" />
      <FieldPanel detail={detail} section="relations" knownOnly />
      <RelatedPanel detail={detail} kind="study" whenSome />
      <RelatedPanel detail={detail} kind="precedent" whenSome />
      <RelatedPanel detail={detail} kind="project" />
    </>
  );
}
