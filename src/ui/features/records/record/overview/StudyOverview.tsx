import type { RecordDetail } from '#contract/schemas.ts';
import { StudyAfterlife } from '../../../pipeline/afterlife/StudyAfterlife.tsx';
import { FieldPanel } from './FieldPanels.tsx';
import { MeasuresPanel } from './MeasuresPanel.tsx';
import { RelatedPanel } from './RelatedPanel.tsx';

/** A study: what it was about, who did it for whom, and what became of it. */
export function StudyOverview({ detail }: { readonly detail: RecordDetail }) {
  return (
    <>
      <FieldPanel detail={detail} section="text" />
      <StudyAfterlife id={detail.record.id} />
      <FieldPanel detail={detail} section="relations" />
      <RelatedPanel detail={detail} kind="followUp" />
      <RelatedPanel detail={detail} kind="project" />
      <FieldPanel detail={detail} section="themes" />
      <RelatedPanel detail={detail} kind="need" whenSome />
      <MeasuresPanel detail={detail} />
      <RelatedPanel detail={detail} kind="programme" whenSome />
    </>
  );
}
