import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordDetail } from '#contract/schemas.ts';
import { Chip } from '#ui/components/Chip.tsx';
import { RecordLink } from '#ui/components/RecordLink.tsx';
import { RecordMarks } from '#ui/components/RecordMarks.tsx';
import { useFormat } from '#ui/i18n/format.ts';
import { MemberLine } from '../../values/MemberLines.tsx';
import { ReferenceList } from '../../values/ReferenceValue.tsx';
import { toneOf } from '../../values/tones.ts';
import { KindPanel } from '../RelationsTab.tsx';
import classes from '../record.module.css';
import { nameOf } from '../recordName.ts';
import { useLinkedRecords } from '../useLinkedRecords.ts';

type Place = Readonly<Record<string, unknown>>;

/** What the organisation offers: how mature it is, where it is in use, and what it solves. */
export function OrganisationSolutions({ detail }: { readonly detail: RecordDetail }) {
  const { t } = useTranslation('records');
  const format = useFormat();
  const { id, kind } = detail.record;
  const own = useMemo(() => [id], [id]);
  const { items, labels } = useLinkedRecords('solution', 'organisation', own);
  return (
    <KindPanel kind="solution" count={items.length} owner={{ id, kind }}>
      {items.length === 0 ? (
        <p className={classes.quiet}>
          {t('record.noneRecorded', { kind: format.kindName('solution', true) })}
        </p>
      ) : null}
      <ul className={classes.relations}>
        {items.map((solution) => {
          const maturity = typeof solution.maturity === 'string' ? solution.maturity : undefined;
          const where = (solution.where ?? []) as readonly Place[];
          const challenges = (solution.challenges ?? []) as readonly string[];
          return (
            <li key={solution.id} className={classes.need}>
              <div className={classes.needHead}>
                <span>
                  <RecordLink id={solution.id} kind="solution" label={nameOf(solution)} />
                  <RecordMarks id={solution.id} />
                </span>
                <span />
                <span className={classes.relationStatus}>
                  {maturity ? (
                    <Chip {...toneOf(maturity)}>{format.choice('solution', 'maturity', maturity)}</Chip>
                  ) : null}
                </span>
              </div>
              <dl className={classes.needLevels}>
                {where.length > 0 ? (
                  <div className={classes.needLevel}>
                    <dt>{format.fieldName('solution', 'where')}</dt>
                    <dd className={classes.inline}>
                      {where.map((place) => (
                        <span key={JSON.stringify(place)}>
                          <MemberLine kind="solution" field="where" member={place} labels={labels} />
                        </span>
                      ))}
                    </dd>
                  </div>
                ) : null}
                {challenges.length > 0 ? (
                  <div className={classes.needLevel}>
                    <dt>{format.fieldName('solution', 'challenges')}</dt>
                    <dd>
                      <ReferenceList ids={challenges} labels={labels} />
                    </dd>
                  </div>
                ) : null}
              </dl>
            </li>
          );
        })}
      </ul>
    </KindPanel>
  );
}
