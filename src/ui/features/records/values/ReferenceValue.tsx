import { useTranslation } from 'react-i18next';
import type { RecordLabel } from '#contract/schemas.ts';
import { LanguageText } from '#ui/components/LanguageText.tsx';
import { RecordLink } from '#ui/components/RecordLink.tsx';
import { RecordMarks } from '#ui/components/RecordMarks.tsx';
import classes from './values.module.css';

export type Labels = Readonly<Record<string, RecordLabel>>;

interface ReferenceProps {
  readonly id: string;
  readonly labels: Labels;
  /** Inside a row that leads somewhere itself, names are only words. */
  readonly plain?: boolean;
}

/** The name of the record that a field points to, leading there. */
export function Reference({ id, labels, plain = false }: ReferenceProps) {
  const { t } = useTranslation('records');
  const label = labels[id];
  if (!label) return <span className={classes.quiet}>{t('value.removedRecord')}</span>;
  if (plain) return <LanguageText value={label.label} />;
  return (
    <>
      <RecordLink id={id} kind={label.kind} label={label.label} />
      <RecordMarks id={id} />
    </>
  );
}

interface ReferenceListProps {
  readonly ids: readonly string[];
  readonly labels: Labels;
  readonly plain?: boolean;
}

/** Several names, as a list for everybody who hears it and a wrapping row for everybody who sees it. */
export function ReferenceList({ ids, labels, plain }: ReferenceListProps) {
  const [only] = ids;
  if (only !== undefined && ids.length === 1) return <Reference id={only} labels={labels} plain={plain} />;
  return (
    <ul className={classes.inlineList}>
      {ids.map((id) => (
        <li key={id}>
          <Reference id={id} labels={labels} plain={plain} />
        </li>
      ))}
    </ul>
  );
}
