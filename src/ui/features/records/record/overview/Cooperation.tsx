import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Relations, SharedRow } from '#contract/domainSchemas.ts';
import type { RecordDetail } from '#contract/schemas.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { LanguageText } from '#ui/components/LanguageText.tsx';
import { RecordLink } from '#ui/components/RecordLink.tsx';
import { RecordMarks, RecordMarksProvider } from '#ui/components/RecordMarks.tsx';
import { orpc } from '#ui/host/queries.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { Panel } from '../Panel.tsx';
import { Status, When } from '../RelationList.tsx';
import classes from '../record.module.css';
import quiet from './domain.module.css';

const mostShown = 8;

/** Who worked with whom and where, counted over studies, memorandums, projects, events and precedents. */
export function Cooperation({ detail }: { readonly detail: RecordDetail }) {
  const { t } = useTranslation('domain');
  const { id, kind } = detail.record;
  const { data } = useQuery(orpc.domain.relations.queryOptions({ input: { id } }));
  const named = useMemo(() => (data ? namedIn(data) : []), [data]);
  if (!data) return null;
  const { labels } = data;
  return (
    <RecordMarksProvider ids={named}>
      {kind === 'organisation' ? (
        <>
          <Shared title={t('relations.partners')} kind="organisation" rows={data.partners} labels={labels} />
          <Shared title={t('relations.cities')} kind="city" rows={data.cities} labels={labels} />
        </>
      ) : (
        <Shared
          title={t('relations.organisations')}
          kind="organisation"
          rows={data.organisations}
          labels={labels}
        />
      )}
      <Outcomes outcomes={data.outcomes} labels={labels} />
    </RecordMarksProvider>
  );
}

/** Whom the lines below name; the works in which they met are named in passing. */
function namedIn({ partners, cities, organisations, outcomes }: Relations): string[] {
  return [...partners, ...cities, ...organisations, ...outcomes].map(({ id }) => id);
}

interface SharedProps {
  readonly title: string;
  readonly kind: KindName;
  readonly rows: readonly SharedRow[];
  readonly labels: Relations['labels'];
}

function Shared({ title, kind, rows, labels }: SharedProps) {
  const { t } = useTranslation('domain');
  const format = useFormat();
  const [all, setAll] = useState(false);
  return (
    <Panel
      title={title}
      kind={kind}
      count={rows.length}
      action={
        <Button
          variant="subtle"
          size="compact-sm"
          renderRoot={(props) => <Link to="/relations" {...props} />}
        >
          {t('relations.open')}
        </Button>
      }
    >
      {rows.length === 0 ? <p className={classes.quiet}>{t('relations.none')}</p> : null}
      <ul className={classes.relations}>
        {(all ? rows : rows.slice(0, mostShown)).map((row) => (
          <li key={row.id} className={classes.relation}>
            <span className={classes.relationName}>
              <span>
                <RecordLink id={row.id} kind={kind} label={labels[row.id]?.label} />
                <RecordMarks id={row.id} />
              </span>
              <span className={classes.relationWay}>
                {row.works.slice(0, 3).map((work) => (
                  <span key={work} className={quiet.quiet}>
                    <RecordLink
                      id={work}
                      kind={labels[work]?.kind ?? 'study'}
                      label={labels[work]?.label}
                      icon
                    />{' '}
                  </span>
                ))}
              </span>
            </span>
            <span className={classes.relationBecause}>
              {format.list(
                Object.entries(row.byKind).map(
                  ([each, count]) =>
                    `${format.kindName(each as KindName, count !== 1)} ${format.number(count)}`,
                ),
              )}
            </span>
          </li>
        ))}
      </ul>
      {rows.length > mostShown ? (
        <Button variant="subtle" size="compact-sm" onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? t('relations.showFewer') : t('relations.showAll', { number: format.number(rows.length) })}
        </Button>
      ) : null}
    </Panel>
  );
}

function Outcomes({ outcomes, labels }: Pick<Relations, 'outcomes' | 'labels'>) {
  const { t } = useTranslation('domain');
  if (outcomes.length === 0) return null;
  return (
    <Panel title={t('relations.outcomes')} kind="followUp" count={outcomes.length}>
      <ul className={classes.relations}>
        {outcomes.slice(0, mostShown).map((outcome) => (
          <li key={outcome.id} className={classes.relation}>
            <span className={classes.relationName}>
              <span>
                <RecordLink id={outcome.id} kind="followUp" label={labels[outcome.id]?.label} />
                <RecordMarks id={outcome.id} />
              </span>
              <span className={classes.relationWay}>
                {outcome.outcome ? (
                  <LanguageText value={outcome.outcome} />
                ) : (
                  <LanguageText value={labels[outcome.about]?.label} />
                )}
              </span>
            </span>
            <When date={outcome.date} />
            <Status kind="followUp" status={outcome.status} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
