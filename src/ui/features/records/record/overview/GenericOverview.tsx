import type { RecordDetail } from '#contract/schemas.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { Fact } from '../Fact.tsx';
import { Panel } from '../Panel.tsx';
import classes from '../record.module.css';
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
      {kind === 'concept' ? <Synonyms detail={detail} /> : null}
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

/** The words by which search finds a term, in every language. */
function Synonyms({ detail }: { readonly detail: RecordDetail }) {
  const format = useFormat();
  return (
    <Panel title={format.fieldName('concept', 'synonyms')}>
      <dl className={classes.facts}>
        <Fact detail={detail} field="synonyms" hideName />
      </dl>
    </Panel>
  );
}
