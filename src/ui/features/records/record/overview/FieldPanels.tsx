import { useTranslation } from 'react-i18next';
import type { RecordDetail } from '#contract/schemas.ts';
import type { FieldSection } from '#core/kinds/fieldTypes.ts';
import { isKnown } from '../../values/ObjectValue.tsx';
import { Fact } from '../Fact.tsx';
import { sectionFields } from '../factFields.ts';
import { Panel } from '../Panel.tsx';
import classes from '../record.module.css';

interface FieldPanelProps {
  readonly detail: RecordDetail;
  readonly section: FieldSection;
  /** Shown elsewhere on this page. */
  readonly except?: readonly string[];
  /** Leaves out what is not known, where a page has much and the form offers it anyway. */
  readonly knownOnly?: boolean;
}

/** The facts of one section of a record, under its heading. */
export function FieldPanel({ detail, section, except = [], knownOnly = false }: FieldPanelProps) {
  const { t } = useTranslation('records');
  const { record } = detail;
  const fields = sectionFields(record.kind, section)
    .filter((name) => !except.includes(name))
    .filter((name) => !knownOnly || isKnown(record[name]));
  if (fields.length === 0) return null;
  return (
    <Panel title={t(`section.${section}`)}>
      <dl className={classes.facts} data-wide>
        {fields.map((name) => (
          <Fact key={name} detail={detail} field={name} />
        ))}
      </dl>
    </Panel>
  );
}
