import { Alert, Button, Checkbox, NativeSelect, Radio, SegmentedControl } from '@mantine/core';
import { IconAlertTriangle, IconDownload, IconFileText } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { briefKinds } from '#contract/schemas.ts';
import { visibilities } from '#core/kinds/choices.ts';
import { languages } from '#core/kinds/fieldTypes.ts';
import { EmptyState } from '#ui/components/EmptyState.tsx';
import { ErrorNotice } from '#ui/components/ErrorNotice.tsx';
import inputs from '#ui/components/inputs.module.css';
import { Loading } from '#ui/components/Loading.tsx';
import { notifyDone } from '#ui/components/notify.tsx';
import { Page } from '#ui/components/Page.tsx';
import { JobProgressBar } from '#ui/features/records/data/JobProgressBar.tsx';
import { useJob } from '#ui/features/records/data/useJob.ts';
import { ReferenceEditor } from '#ui/features/records/form/editors/ReferenceEditor.tsx';
import { host } from '#ui/host/client.ts';
import { orpc } from '#ui/host/queries.ts';
import { reportError } from '#ui/host/reportError.ts';
import { type FileToSave, saveFile } from '#ui/host/saveFile.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { BriefPreview } from './BriefPreview.tsx';
import { type BriefChoice, offeredFormats, readBriefChoice, writeBriefChoice } from './briefAddress.ts';
import classes from './briefs.module.css';

interface Made {
  readonly file: FileToSave;
}

/** `/briefs`: what goes in, for whom, and what it will look like, side by side. */
export function BriefsPage() {
  const { t } = useTranslation('briefs');
  const format = useFormat();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>;
  const choice = useMemo(() => readBriefChoice(search), [search]);
  const language = choice.language ?? format.language;
  const job = useJob<Made>();
  const { kind, ids, audience, matching } = choice;
  const request = useMemo(
    () => ({ kind, ids: [...ids], language, audience, matching }),
    [kind, ids, language, audience, matching],
  );
  const preview = useQuery(
    orpc.brief.preview.queryOptions({
      input: request,
      enabled: ids.length > 0,
      placeholderData: keepPreviousData,
    }),
  );

  const change = (to: Partial<BriefChoice>) =>
    void navigate({ to: '/briefs', search: writeBriefChoice({ ...choice, ...to }) as never, replace: true });

  const exportBrief = async () => {
    const made = await job.start((signal) =>
      host.brief.render({ ...request, format: choice.format }, { signal }),
    );
    if (!made) return;
    try {
      if (await saveFile(made.file)) notifyDone(t('saved', { fileName: made.file.fileName }));
    } catch (error) {
      reportError(error);
    }
  };

  return (
    <Page fill title={t('title')} lead={t('lead')}>
      <div className={classes.columns}>
        <form
          className={`${classes.choices} ${inputs.inputs}`}
          onSubmit={(event) => {
            event.preventDefault();
            void exportBrief();
          }}
        >
          <SegmentedControl
            aria-label={t('kind')}
            value={kind}
            onChange={(value) => change({ kind: value as BriefChoice['kind'], ids: [] })}
            data={briefKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          />
          <ReferenceEditor
            // Another kind has other records to choose from.
            key={kind}
            kind={kind}
            path="records"
            label={t(`records.${kind}`)}
            help={t('recordsHelp')}
            to={[kind]}
            single={false}
            value={ids}
            onChange={(chosen) => change({ ids: chosen ?? [] })}
          />
          <Radio.Group
            label={t('audience')}
            description={t('audienceHelp')}
            value={audience}
            onChange={(value) => change({ audience: value as BriefChoice['audience'] })}
          >
            <div className={classes.radios}>
              {visibilities.map((value) => (
                <Radio key={value} value={value} label={t(`audiences.${value}`)} />
              ))}
            </div>
          </Radio.Group>
          <Checkbox
            label={t('matching')}
            description={t('matchingHelp')}
            checked={matching}
            onChange={(event) => change({ matching: event.currentTarget.checked })}
          />
          <NativeSelect
            label={t('language')}
            value={language}
            onChange={(event) => change({ language: event.currentTarget.value })}
            data={languages.map((code) => ({ value: code, label: format.languageName(code) }))}
          />
          <Radio.Group
            label={t('format')}
            value={choice.format}
            onChange={(value) => change({ format: value as BriefChoice['format'] })}
          >
            <div className={classes.radios}>
              {offeredFormats.map((value) => (
                <Radio key={value} value={value} label={t(`formats.${value}`)} />
              ))}
            </div>
          </Radio.Group>
          {job.error ? <ErrorNotice error={job.error} /> : null}
          {job.progress ? (
            <JobProgressBar label={t('exporting')} progress={job.progress} onCancel={job.cancel} />
          ) : (
            <Button
              type="submit"
              disabled={ids.length === 0}
              leftSection={<IconDownload size={18} aria-hidden="true" />}
            >
              {t('export')}
            </Button>
          )}
        </form>
        <section className={classes.preview} aria-label={t('preview')} aria-busy={preview.isFetching}>
          {contents()}
        </section>
      </div>
    </Page>
  );

  function contents() {
    if (ids.length === 0) {
      return (
        <EmptyState
          icon={<IconFileText size={40} stroke={1.4} aria-hidden="true" />}
          title={t('chooseFirst')}
        >
          {t('chooseFirstHelp')}
        </EmptyState>
      );
    }
    if (preview.error) return <ErrorNotice error={preview.error} onRetry={() => void preview.refetch()} />;
    if (!preview.data) return <Loading rows={12} height={24} />;
    const { html, title, unseenVetoes } = preview.data;
    return (
      <>
        {unseenVetoes > 0 ? (
          <Alert color="yellow" icon={<IconAlertTriangle size={20} aria-hidden="true" />} role="status">
            {t('unseenVetoes', { count: unseenVetoes, formatted: format.number(unseenVetoes) })}
          </Alert>
        ) : null}
        <BriefPreview html={html} title={t('previewOf', { title })} stale={preview.isPlaceholderData} />
      </>
    );
  }
}
