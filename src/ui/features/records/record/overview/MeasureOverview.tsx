import { useTranslation } from 'react-i18next';
import type { RecordDetail } from '#contract/schemas.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { Panel } from '../Panel.tsx';
import { nameOf } from '../recordName.ts';
import { FieldPanel } from './FieldPanels.tsx';
import { MeasureView } from './MeasureView.tsx';

/** An indicator: how far it has come, then the facts that say what it is. */
export function MeasureOverview({ detail }: { readonly detail: RecordDetail }) {
  const { t } = useTranslation('domain');
  const format = useFormat();
  return (
    <>
      <Panel title={t('measure.chart')} kind="measure">
        <MeasureView measure={detail.record} name={format.plain(nameOf(detail.record))} />
      </Panel>
      <FieldPanel detail={detail} section="numbers" except={['values']} />
      <FieldPanel detail={detail} section="relations" />
    </>
  );
}
