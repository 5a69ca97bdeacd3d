import { Button, Pill, Textarea, TextInput } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordDetail } from '#contract/schemas.ts';
import { kindNames } from '#core/kinds/fieldTypes.ts';
import { ErrorNotice } from '#ui/components/ErrorNotice.tsx';
import { notifyDone } from '#ui/components/notify.tsx';
import { host } from '#ui/host/client.ts';
import { orpc } from '#ui/host/queries.ts';
import { reportError } from '#ui/host/reportError.ts';
import { useFormat } from '#ui/i18n/format.ts';
import inputs from '../../../components/inputs.module.css';
import { useToday } from '../../../components/useToday.ts';
import { undoChange } from '../../activity/undo.ts';
import { FileButton } from '../../attachments/AttachmentSection.tsx';
import { FileDrop } from '../../attachments/FileDrop.tsx';
import { UploadList } from '../../attachments/UploadList.tsx';
import { useUploads } from '../../attachments/useUploads.ts';
import { DateEditor } from '../../records/form/editors/DateEditor.tsx';
import { ReferenceEditor } from '../../records/form/editors/ReferenceEditor.tsx';
import { DraftNote } from '../DraftNote.tsx';
import classes from '../mission.module.css';
import { submitKeys } from '../submitKeys.ts';
import { useDraft } from '../useDraft.ts';
import { CityChoice } from './CityChoice.tsx';
import { type CaptureKind, captureValues, emptyCapture, isEmptyCapture } from './captureValues.ts';

interface CaptureFormProps {
  readonly kind: CaptureKind;
  readonly detail: RecordDetail;
}

const aboutKinds = kindNames.filter((kind) => kind !== 'attachment' && kind !== 'concept');

/** One quick form. Every letter is kept by the host, so that a dead battery costs no more than the last one. */
export function CaptureForm({ kind, detail }: CaptureFormProps) {
  const { t } = useTranslation('mission');
  const format = useFormat();
  const queries = useQueryClient();
  const today = useToday();
  const { id: mission, cities } = detail.record;
  const draft = useDraft(`mission/${mission}/${kind}`, emptyCapture);
  const uploads = useUploads();
  const [error, setError] = useState<unknown>();
  const [saving, setSaving] = useState(false);
  const { content, change } = draft;

  const addFiles = async (files: readonly File[]) => {
    const attached = await uploads.send(files, [mission]);
    if (attached.length === 0) return;
    const place = attached.find((each) => each.place)?.place;
    change({
      files: [...new Set([...content.files, ...attached.map(({ id }) => id)])],
      ...(kind === 'missionNote' && place && !content.place ? { place } : {}),
    });
  };

  const save = async () => {
    if (saving || isEmptyCapture(content)) return;
    setSaving(true);
    setError(undefined);
    try {
      const fallback = t('capture.untitled', { kind: t(`capture.kind.${kind}`) });
      const { id, changeId } = await host.registry.create({
        kind,
        values: captureValues(kind, content, mission, fallback, today),
        language: format.language,
      });
      await attachTo(id, content.files, format.language);
      draft.clear();
      notifyDone(
        t('capture.saved', { kind: t(`capture.kind.${kind}`) }),
        changeId ? { label: t('capture.undo'), run: () => void undoChange(changeId) } : undefined,
      );
      await Promise.all([
        queries.invalidateQueries({ queryKey: orpc.registry.key() }),
        queries.invalidateQueries({ queryKey: orpc.attachments.key() }),
      ]);
    } catch (refusal) {
      setError(refusal);
    } finally {
      setSaving(false);
    }
  };

  const editor = { kind, error: undefined } as const;
  return (
    <FileDrop onFiles={(files) => void addFiles(files)}>
      <form
        className={`${classes.form} ${inputs.inputs}`}
        noValidate
        aria-label={t(`capture.kind.${kind}`)}
        onKeyDown={submitKeys(() => void save())}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <DraftNote draft={draft} />
        {error ? <ErrorNotice error={error} /> : null}
        <CityChoice
          cities={(cities as string[] | undefined) ?? []}
          labels={detail.labels}
          value={content.city}
          onChange={(city) => change({ city })}
        />
        <Textarea
          label={t(`capture.text.${kind}`)}
          size="md"
          autosize
          minRows={4}
          maxRows={16}
          value={content.text}
          onChange={(event) => change({ text: event.currentTarget.value })}
        />
        <TextInput
          label={format.fieldName(kind, 'title')}
          description={t('capture.titleHelp')}
          size="md"
          autoComplete="off"
          value={content.title}
          onChange={(event) => change({ title: event.currentTarget.value })}
        />
        {kind === 'missionNote' ? (
          <ReferenceEditor
            {...editor}
            path="about"
            label={format.fieldName(kind, 'about')}
            to={aboutKinds}
            single={false}
            value={content.about}
            onChange={(about) => change({ about: about ?? [] })}
          />
        ) : (
          <ReferenceEditor
            {...editor}
            path="study"
            label={format.fieldName(kind, 'study')}
            to={['study']}
            single
            value={content.study ? [content.study] : []}
            onChange={(study) => change({ study: study?.[0] })}
          />
        )}
        {kind === 'need' ? (
          <ReferenceEditor
            {...editor}
            path="challenges"
            label={format.fieldName(kind, 'challenges')}
            to={['concept']}
            conceptTypes={['challenge']}
            single={false}
            value={content.challenges}
            onChange={(challenges) => change({ challenges: challenges ?? [] })}
          />
        ) : null}
        {kind === 'followUp' ? (
          <>
            <Textarea
              label={format.fieldName(kind, 'nextAction')}
              size="md"
              autosize
              minRows={2}
              maxRows={8}
              value={content.nextAction}
              onChange={(event) => change({ nextAction: event.currentTarget.value })}
            />
            <div className={classes.pair}>
              <ReferenceEditor
                {...editor}
                path="responsible"
                label={format.fieldName(kind, 'responsible')}
                to={['organisation']}
                single
                value={content.responsible ? [content.responsible] : []}
                onChange={(value) => change({ responsible: value?.[0] })}
              />
              <DateEditor
                {...editor}
                path="due"
                label={format.fieldName(kind, 'due')}
                value={content.due}
                onChange={(due) => change({ due })}
              />
            </div>
          </>
        ) : null}
        {content.place ? (
          <p className={classes.place}>
            {t('capture.place', {
              lat: format.number(content.place.lat, { maximumFractionDigits: 5 }),
              lon: format.number(content.place.lon, { maximumFractionDigits: 5 }),
            })}
            <Button variant="subtle" size="compact-sm" onClick={() => change({ place: undefined })}>
              {t('capture.noPlace')}
            </Button>
          </p>
        ) : null}
        <FileButton uploads={uploads} onFiles={(files) => void addFiles(files)} />
        <UploadList uploads={uploads} />
        {content.files.length > 0 ? (
          <Pill.Group aria-live="polite">
            <Pill
              size="md"
              withRemoveButton
              onRemove={() => change({ files: [] })}
              removeButtonProps={{ 'aria-label': t('capture.leaveFiles'), tabIndex: 0, 'aria-hidden': false }}
            >
              {t('capture.withFiles', { count: content.files.length })}
            </Pill>
          </Pill.Group>
        ) : null}
        <div className={classes.save}>
          <Button
            type="submit"
            size="xl"
            fullWidth
            loading={saving}
            disabled={isEmptyCapture(content)}
            leftSection={<IconCheck size={22} aria-hidden="true" />}
          >
            {t(`capture.save.${kind}`)}
          </Button>
          <span className={classes.quiet}>{t('capture.keys')}</span>
        </div>
      </form>
    </FileDrop>
  );
}

/** Files are about the mission from the moment that they are here; now they are about the record too. */
async function attachTo(id: string, files: readonly string[], language: string): Promise<void> {
  for (const file of files) {
    try {
      const { record } = await host.registry.get({ id: file });
      const about = (record.about as string[] | undefined) ?? [];
      await host.registry.patch({ id: file, values: { about: [...about, id] }, language });
    } catch (error) {
      // The record is saved and the file stays with the mission: nothing is lost.
      reportError(error);
    }
  }
}
