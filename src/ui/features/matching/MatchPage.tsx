import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RecordDetail } from '#contract/schemas.ts';
import type { KindName, LanguageMap } from '#core/kinds/fieldTypes.ts';
import { definitionOf } from '#core/kinds/index.ts';
import { EmptyState } from '#ui/components/EmptyState.tsx';
import { ErrorNotice } from '#ui/components/ErrorNotice.tsx';
import { Loading } from '#ui/components/Loading.tsx';
import { Page } from '#ui/components/Page.tsx';
import { RecordLink } from '#ui/components/RecordLink.tsx';
import { orpc } from '#ui/host/queries.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { DemandsFor } from './demands/DemandsFor.tsx';
import classes from './matching.module.css';
import { isMatchKind, type MatchKind } from './matchKinds.ts';
import { OrganisationsFor } from './ranking/OrganisationsFor.tsx';
import { RolloutOf } from './rollout/RolloutOf.tsx';
import { TeamLink } from './team/TeamLink.tsx';

/** `/matching/$kind/$id` */
export function MatchPage() {
  const { kind, id = '' } = useParams({ strict: false }) as { kind?: string; id?: string };
  const { t } = useTranslation('match');
  if (!isMatchKind(kind)) {
    return (
      <Page title={t('title')}>
        <EmptyState title={t('page.unknownKind')}>{t('page.unknownKindHelp')}</EmptyState>
      </Page>
    );
  }
  return <Matches key={`${kind} ${id}`} kind={kind} id={id} />;
}

function Matches({ kind, id }: { readonly kind: MatchKind; readonly id: string }) {
  const { t } = useTranslation('match');
  const format = useFormat();
  const { data: detail, error, refetch } = useQuery(orpc.registry.get.queryOptions({ input: { id } }));
  const label = detail ? nameOf(detail) : undefined;
  const name = format.text(label);
  const title = t(`page.${kind}`);
  return (
    <Page
      wide
      title={title}
      trail={[
        { label: t('back'), to: '/matching' },
        ...(name
          ? [
              {
                label: name.text,
                to: `/record/${id}`,
                ...(name.lang === format.language ? {} : { lang: name.lang }),
              },
            ]
          : []),
      ]}
      lead={
        label ? (
          <span className={classes.about}>
            <RecordLink id={id} kind={kind} label={label} icon />
          </span>
        ) : undefined
      }
      actions={kind === 'need' || kind === 'city' ? <TeamLink kind={kind} id={id} /> : undefined}
    >
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {detail ? <Answer kind={kind} detail={detail} /> : error ? null : <Loading rows={10} height={28} />}
    </Page>
  );
}

function Answer({ kind, detail }: { readonly kind: MatchKind; readonly detail: RecordDetail }) {
  switch (kind) {
    case 'need':
    case 'city':
      return <OrganisationsFor kind={kind} detail={detail} />;
    case 'organisation':
      return <DemandsFor detail={detail} />;
    case 'study':
    case 'precedent':
      return <RolloutOf detail={detail} />;
  }
}

function nameOf({ record }: RecordDetail): LanguageMap | undefined {
  return record[definitionOf(record.kind as KindName).label] as LanguageMap | undefined;
}
