import type { RecordDetail } from '#contract/schemas.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { FieldPanel } from './FieldPanels.tsx';
import { RelatedPanel } from './RelatedPanel.tsx';

/** Kinds that each other kind is usually followed by; a panel invites the next step even when there is none yet. */
const invited: Partial<Record<KindName, readonly KindName[]>> = {
  project: ['followUp', 'measure', 'missionNote'],
  need: ['missionNote'],
  mou: ['event'],
  solution: ['need'],
};

/** The record's own texts, themes, relations and numbers, then what is linked to it. */
export function GenericOverview({ detail }: { readonly detail: RecordDetail }) {
  const { kind } = detail.record;
  return (
    <>
      <FieldPanel detail={detail} section="text" />
      <FieldPanel detail={detail} section="themes" />
      <FieldPanel detail={detail} section="relations" />
      <FieldPanel detail={detail} section="numbers" />
      {(invited[kind] ?? []).map((each) => (
        <RelatedPanel key={each} detail={detail} kind={each} whenSome={each === 'event' || each === 'need'} />
      ))}
    </>
  );
}
