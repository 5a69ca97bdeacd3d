import type { FieldDefinition, KindName } from '#core/kinds/fieldTypes.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { type Labels, ReferenceList } from './ReferenceValue.tsx';
import classes from './values.module.css';

interface LevelsValueProps {
  readonly kind: KindName;
  readonly field: string;
  readonly definition: FieldDefinition;
  readonly value: Readonly<Record<string, string>>;
  readonly labels: Labels;
}

/** What is wanted, gathered under how much it is wanted. */
export function LevelsValue({ kind, field, definition, value, labels }: LevelsValueProps) {
  const format = useFormat();
  const choices = definition.type === 'choiceMap' ? definition.choices : [];
  return (
    <dl className={classes.levelGroup}>
      {choices.map((level) => {
        const ids = Object.entries(value)
          .filter(([, own]) => own === level)
          .map(([id]) => id);
        return ids.length === 0 ? null : (
          <div key={level} style={{ display: 'contents' }}>
            <dt>{format.choice(kind, field, level)}</dt>
            <dd>
              <ReferenceList ids={ids} labels={labels} />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
