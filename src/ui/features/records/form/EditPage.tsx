import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordDetail } from '#contract/schemas.ts';
import type { LanguageMap } from '#core/kinds/fieldTypes.ts';
import { definitionOf } from '#core/kinds/index.ts';
import { ErrorNotice } from '#ui/components/ErrorNotice.tsx';
import { Loading } from '#ui/components/Loading.tsx';
import { Page } from '#ui/components/Page.tsx';
import { useFormat } from '#ui/i18n/format.ts';
import { useRecord } from '../data/useRecord.ts';
import { RecordForm } from './RecordForm.tsx';

/** `/record/$id/edit` */
export function EditPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const { t } = useTranslation('records');
  const { data: detail, error, refetch } = useRecord(id);
  if (error) {
    return (
      <Page title={t('form.editTitle')}>
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      </Page>
    );
  }
  if (!detail) {
    return (
      <Page title={t('form.editTitle')}>
        <Loading rows={10} height={32} />
      </Page>
    );
  }
  return <EditRecord key={id} detail={detail} />;
}

function EditRecord({ detail }: { readonly detail: RecordDetail }) {
  const { record } = detail;
  const { id, kind } = record;
  const { t } = useTranslation('records');
  const format = useFormat();
  const navigate = useNavigate();
  const { field } = useSearch({ strict: false }) as { field?: unknown };
  const [base] = useState(record);
  const name = format.text(record[definitionOf(kind).label] as LanguageMap | undefined);
  const back = () => void navigate({ to: '/record/$id', params: { id } });
  return (
    <Page
      fill
      title={t('form.editRecord', { name: name?.text ?? format.kindName(kind) })}
      crumb={t('form.editTitle')}
      trail={[
        { label: format.kindName(kind, true), to: `/list/${kind}` },
        { label: name?.text ?? format.kindName(kind), lang: name?.lang, to: `/record/${id}` },
      ]}
    >
      <RecordForm
        kind={kind}
        id={id}
        base={base}
        current={record}
        focusField={typeof field === 'string' ? field : undefined}
        onSaved={back}
        onCancel={back}
      />
    </Page>
  );
}
