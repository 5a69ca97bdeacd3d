import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordDetail } from '#contract/schemas.ts';
import { needLevels } from '#core/kinds/choices.ts';
import { Chip } from '#ui/components/Chip.tsx';
import { RecordLink } from '#ui/components/RecordLink.tsx';
import { RecordMarks } from '#ui/components/RecordMarks.tsx';
import { useFormat } from '#ui/i18n/format.ts';
import { ReferenceList } from '../../values/ReferenceValue.tsx';
import { toneOf } from '../../values/tones.ts';
import { KindPanel } from '../RelationsTab.tsx';
import classes from '../record.module.css';
import { nameOf } from '../recordName.ts';
import { useLinkedRecords } from '../useLinkedRecords.ts';

/** What the city asked for, and how much: musts first, the rest under the need's own page. */
export function CityNeeds({ detail }: { readonly detail: RecordDetail }) {
  const { t } = useTranslation('records');
  const format = useFormat();
  const { id, kind } = detail.record;
  const own = useMemo(() => [id], [id]);
  const { items, labels } = useLinkedRecords('need', 'city', own);
  return (
    <KindPanel kind="need" count={items.length} owner={{ id, kind }}>
      {items.length === 0 ? (
        <p className={classes.quiet}>{t('record.noneRecorded', { kind: format.kindName('need', true) })}</p>
      ) : (
        <ul className={classes.relations}>
          {items.map((need) => {
            const levels = (need.levels ?? {}) as Readonly<Record<string, string>>;
            const state = typeof need.state === 'string' ? need.state : undefined;
            return (
              <li key={need.id} className={classes.need}>
                <div className={classes.needHead}>
                  <span>
                    <RecordLink id={need.id} kind="need" label={nameOf(need)} />
                    <RecordMarks id={need.id} />
                  </span>
                  <span className={classes.when}>
                    {typeof need.statedOn === 'string' ? format.shortDate(need.statedOn) : ''}
                  </span>
                  <span className={classes.relationStatus}>
                    {state ? <Chip {...toneOf(state)}>{format.choice('need', 'state', state)}</Chip> : null}
                  </span>
                </div>
                <dl className={classes.needLevels}>
                  {needLevels.map((level) => {
                    const ids = Object.keys(levels).filter((concept) => levels[concept] === level);
                    return ids.length === 0 ? null : (
                      <div key={level} className={classes.needLevel}>
                        <dt className={level === 'must' ? classes.must : undefined}>
                          {format.choice('need', 'levels', level)}
                        </dt>
                        <dd>
                          <ReferenceList ids={ids} labels={labels} />
                        </dd>
                      </div>
                    );
                  })}
                </dl>
              </li>
            );
          })}
        </ul>
      )}
    </KindPanel>
  );
}
