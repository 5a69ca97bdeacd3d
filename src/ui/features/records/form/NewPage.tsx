import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { parseKind } from '#core/kinds/index.ts';
import { isRecordId } from '#core/records/validateRecord.ts';
import { EmptyState } from '#ui/components/EmptyState.tsx';
import { Loading } from '#ui/components/Loading.tsx';
import { Page } from '#ui/components/Page.tsx';
import { orpc } from '#ui/host/queries.ts';
import { useFormat } from '#ui/i18n/format.ts';
import type { Search } from '../filters/address.ts';
import { inSentence } from '../values/inSentence.ts';
import type { Values } from './buildPatch.ts';
import { prefillValues } from './prefill.ts';
import { RecordForm } from './RecordForm.tsx';

/** `/new/$kind` */
export function NewPage() {
  const { kind: name } = useParams({ strict: false }) as { kind?: string };
  const { t } = useTranslation('records');
  const kind = parseKind(name ?? '');
  if (!kind) {
    return (
      <Page title={t('list.unknownKind')}>
        <EmptyState title={t('list.unknownKind')}>{t('list.unknownKindHelp')}</EmptyState>
      </Page>
    );
  }
  return <NewRecord key={kind} kind={kind} />;
}

function NewRecord({ kind }: { readonly kind: KindName }) {
  const { t } = useTranslation('records');
  const format = useFormat();
  const navigate = useNavigate();
  const router = useRouter();
  const search = useSearch({ strict: false }) as Search;
  const renewal = useRenewalDraft(kind, search);
  const base = useMemo(
    () => (renewal === 'pending' ? undefined : { ...prefillValues(kind, search), ...renewal }),
    [kind, search, renewal],
  );
  return (
    <Page
      fill
      title={t('actions.new', { kind: inSentence(format.kindName(kind), format.language) })}
      lead={format.kindAbout(kind)}
      trail={[{ label: format.kindName(kind, true), to: `/list/${kind}` }]}
    >
      {base ? (
        <RecordForm
          kind={kind}
          id={undefined}
          base={base}
          current={base}
          onSaved={(id) => void navigate({ to: '/record/$id', params: { id }, replace: true })}
          onCancel={() => router.history.back()}
        />
      ) : (
        <Loading rows={8} />
      )}
    </Page>
  );
}

const nothingMore: Values = {};

/** A memorandum that renews another one begins with who and what that one was about. */
function useRenewalDraft(kind: KindName, { renewalOf }: Search): Values | 'pending' {
  const id = kind === 'mou' && typeof renewalOf === 'string' && isRecordId(renewalOf) ? renewalOf : undefined;
  const { data, error } = useQuery(
    orpc.domain.mouLine.queryOptions({
      input: { id: id ?? '-' },
      enabled: id !== undefined,
      staleTime: Infinity,
    }),
  );
  if (id === undefined || error) return nothingMore;
  return data?.draft ?? 'pending';
}
