import { useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { parseKind } from '#core/kinds/index.ts';
import { EmptyState } from '#ui/components/EmptyState.tsx';
import { Page } from '#ui/components/Page.tsx';
import { useFormat } from '#ui/i18n/format.ts';
import type { Search } from '../filters/address.ts';
import { inSentence } from '../values/inSentence.ts';
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
  const base = useMemo(() => prefillValues(kind, search), [kind, search]);
  return (
    <Page
      fill
      title={t('actions.new', { kind: inSentence(format.kindName(kind), format.language) })}
      lead={format.kindAbout(kind)}
      trail={[{ label: format.kindName(kind, true), to: `/list/${kind}` }]}
    >
      <RecordForm
        kind={kind}
        id={undefined}
        base={base}
        current={base}
        onSaved={(id) => void navigate({ to: '/record/$id', params: { id }, replace: true })}
        onCancel={() => router.history.back()}
      />
    </Page>
  );
}
