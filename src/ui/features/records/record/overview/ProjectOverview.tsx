import type { RecordDetail } from '#contract/schemas.ts';
import { FieldPanel } from './FieldPanels.tsx';
import { MeasuresPanel } from './MeasuresPanel.tsx';
import { ProgrammeCheckPanel } from './ProgrammeCheckPanel.tsx';
import { RelatedPanel } from './RelatedPanel.tsx';

/** A project: what it is, with whom, whether a programme may support it, and what it achieves. */
export function ProjectOverview({ detail }: { readonly detail: RecordDetail }) {
  return (
    <>
      <FieldPanel detail={detail} section="text" />
      <FieldPanel detail={detail} section="themes" />
      <FieldPanel detail={detail} section="relations" />
      <FieldPanel detail={detail} section="numbers" />
      <ProgrammeCheckPanel detail={detail} />
      <MeasuresPanel detail={detail} />
      <RelatedPanel detail={detail} kind="followUp" />
      <RelatedPanel detail={detail} kind="missionNote" />
    </>
  );
}
