import { useQuery } from '@tanstack/react-query';
import { Navigate, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RecordDetail } from '#contract/schemas.ts';
import type { LanguageMap } from '#core/kinds/fieldTypes.ts';
import { definitionOf } from '#core/kinds/index.ts';
import { EmptyState } from '#ui/components/EmptyState.tsx';
import { ErrorNotice } from '#ui/components/ErrorNotice.tsx';
import { Loading } from '#ui/components/Loading.tsx';
import { Page } from '#ui/components/Page.tsx';
import { RecordLink } from '#ui/components/RecordLink.tsx';
import { orpc } from '#ui/host/queries.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { useRecord } from '../records/data/useRecord.ts';
import { ReferenceEditor } from '../records/form/editors/ReferenceEditor.tsx';
import { Comparison } from './Comparison.tsx';
import classes from './merge.module.css';
import { useReasons } from './useReasons.ts';

/** `/merge?keep=…&other=…`: two records side by side, to become one; without `other`, which one it is. */
export function MergePage() {
  const search = useSearch({ strict: false }) as { keep?: unknown; other?: unknown };
  const keep = typeof search.keep === 'string' ? search.keep : '';
  const other = typeof search.other === 'string' ? search.other : undefined;
  // An address that names no record: the pairs are where one begins.
  return keep === '' ? <Navigate to="/duplicates" replace /> : <MergeWith keep={keep} other={other} />;
}

function MergeWith({ keep, other }: { readonly keep: string; readonly other: string | undefined }) {
  const { t } = useTranslation('merge');
  const kept = useRecord(keep);
  const trail = [{ label: t('duplicates.title'), to: '/duplicates' }];
  return (
    <Page title={t('title')} lead={t('lead')} trail={trail}>
      {kept.error ? <ErrorNotice error={kept.error} /> : null}
      {kept.isPending ? <Loading rows={8} /> : null}
      {kept.data && other === undefined ? <ChooseOther key={keep} kept={kept.data} /> : null}
      {kept.data && other !== undefined ? <WithOther kept={kept.data} otherId={other} /> : null}
    </Page>
  );
}

function WithOther({ kept, otherId }: { readonly kept: RecordDetail; readonly otherId: string }) {
  const { t } = useTranslation('merge');
  const other = useRecord(otherId);
  if (other.error) return <ErrorNotice error={other.error} />;
  if (!other.data) return <Loading rows={8} />;
  const { record } = other.data;
  const fits = record.kind === kept.record.kind && record.id !== kept.record.id;
  if (!fits || record.deletedAt || kept.record.deletedAt) {
    return <EmptyState title={t('unfit')}>{t('unfitHelp')}</EmptyState>;
  }
  // Choices belong to one pair, in one direction.
  return <Comparison key={`${kept.record.id} ${record.id}`} kept={kept} other={other.data} />;
}

/** Which record the kept one is to be merged with: the likely ones, or any of its kind. */
function ChooseOther({ kept }: { readonly kept: RecordDetail }) {
  const { t } = useTranslation('merge');
  const format = useFormat();
  const navigate = useNavigate();
  const reasons = useReasons();
  const { id, kind } = kept.record;
  const likely = useQuery({ ...orpc.duplicates.of.queryOptions({ input: { id } }), staleTime: 0 });
  const label = kept.record[definitionOf(kind).label] as LanguageMap | undefined;
  const choose = (other: string | undefined) => {
    if (other !== undefined && other !== id)
      void navigate({ to: '/merge', search: { keep: id, other } as never });
  };
  const items = (likely.data?.items ?? []).flatMap((pair) => {
    const other = pair.records.find((record) => record.id !== id);
    return other ? [{ ...pair, other }] : [];
  });
  return (
    <section className={classes.card} aria-label={t('choose.title')}>
      <p>
        <RecordLink id={id} kind={kind} label={label} icon />
      </p>
      <div className={classes.kind}>
        <ReferenceEditor
          kind={kind}
          path="other"
          label={t('choose.title')}
          help={t('choose.help', { kind: format.kindName(kind) })}
          to={[kind]}
          single
          value={[]}
          onChange={(ids) => choose(ids?.[0])}
        />
      </div>
      {items.length > 0 ? <h2 className={classes.cardTitle}>{t('choose.likely')}</h2> : null}
      <ul className={classes.pairs}>
        {items.map(({ other, score, because }) => (
          <li key={other.id} className={classes.pair}>
            <div className={classes.names}>
              <button type="button" className={classes.choose} onClick={() => choose(other.id)}>
                {format.plain(other.label) || other.id}
              </button>
              <span className={classes.quiet}>{reasons({ score, because: [...because] })}</span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
