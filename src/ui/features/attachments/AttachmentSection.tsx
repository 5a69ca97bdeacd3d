import { Alert, Button } from '@mantine/core';
import { IconMapPin, IconPaperclip } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttachmentItem } from '#contract/attachmentSchemas.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { definitionOf } from '#core/kinds/index.ts';
import { EmptyState } from '#ui/components/EmptyState.tsx';
import { ErrorNotice } from '#ui/components/ErrorNotice.tsx';
import { Loading } from '#ui/components/Loading.tsx';
import { notifyDone } from '#ui/components/notify.tsx';
import { host } from '#ui/host/client.ts';
import { orpc } from '#ui/host/queries.ts';
import { reportError } from '#ui/host/reportError.ts';
import { saveFile } from '#ui/host/saveFile.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { undoChange } from '../activity/undo.ts';
import { AttachmentTile } from './AttachmentTile.tsx';
import classes from './attachments.module.css';
import { FileDrop } from './FileDrop.tsx';
import { Preview } from './Preview.tsx';
import { UploadList } from './UploadList.tsx';
import { type Uploads, useUploads } from './useUploads.ts';

interface Place {
  readonly lat: number;
  readonly lon: number;
}

interface AttachmentSectionProps {
  readonly id: string;
  readonly kind: KindName;
  /** Whether the record says already where it is. */
  readonly hasPlace: boolean;
}

/** The files of a record: dropped, pasted or chosen, looked at, saved, taken away. */
export function AttachmentSection({ id, kind, hasPlace }: AttachmentSectionProps) {
  const { t } = useTranslation('attachments');
  const format = useFormat();
  const uploads = useUploads();
  const [offered, setOffered] = useState<Place>();
  const takesPlace = definitionOf(kind).fields.place?.type === 'object';
  const send = async (files: readonly File[]) => {
    const attached = await uploads.send(files, [id]);
    const place = attached.find((each) => each.place)?.place;
    if (place && takesPlace && !hasPlace) setOffered(place);
    if (attached.some(({ isMuch }) => isMuch)) notifyDone(t('much'));
  };
  const usePlace = async (place: Place) => {
    setOffered(undefined);
    try {
      const { changeId } = await host.registry.patch({ id, values: { place }, language: format.language });
      if (changeId) notifyDone(t('placeUsed'), { label: t('undo'), run: () => void undoChange(changeId) });
    } catch (error) {
      reportError(error);
    }
  };
  return (
    <FileDrop onFiles={(files) => void send(files)} className={classes.section}>
      <FileButton uploads={uploads} onFiles={(files) => void send(files)} />
      <UploadList uploads={uploads} />
      {offered ? (
        <Alert color="blue" icon={<IconMapPin aria-hidden="true" />} title={t('placeFound')}>
          <div className={classes.offer}>
            <span>
              {t('placeIs', {
                lat: format.number(offered.lat, { maximumFractionDigits: 5 }),
                lon: format.number(offered.lon, { maximumFractionDigits: 5 }),
              })}
            </span>
            <Button size="sm" onClick={() => void usePlace(offered)}>
              {t('usePlace')}
            </Button>
            <Button size="sm" variant="default" onClick={() => setOffered(undefined)}>
              {t('notNow')}
            </Button>
          </div>
        </Alert>
      ) : null}
      <AttachmentList
        about={id}
        onPlace={takesPlace && !hasPlace ? (place) => void usePlace(place) : undefined}
      />
    </FileDrop>
  );
}

/** Chooses files, by button, and says that they can be dropped and pasted too. */
export function FileButton({
  uploads,
  onFiles,
}: {
  readonly uploads: Uploads;
  readonly onFiles: (files: readonly File[]) => void;
}) {
  const { t } = useTranslation('attachments');
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className={classes.choose}>
      <Button
        variant="default"
        leftSection={<IconPaperclip size={18} aria-hidden="true" />}
        onClick={() => input.current?.click()}
        data-busy={uploads.running.length > 0 || undefined}
      >
        {t('choose')}
      </Button>
      <span className={classes.quiet}>{t('chooseHelp')}</span>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t('choose')}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
    </div>
  );
}

interface AttachmentListProps {
  readonly about: string;
  readonly onPlace?: (place: Place) => void;
}

/** What is attached to a record, as tiles. */
export function AttachmentList({ about, onPlace }: AttachmentListProps) {
  const { t } = useTranslation('attachments');
  const queries = useQueryClient();
  const list = useQuery(orpc.attachments.list.queryOptions({ input: { about } }));
  const [shown, setShown] = useState<AttachmentItem>();

  const save = async (item: AttachmentItem, original: boolean) => {
    try {
      const file = await host.attachments.copy({ id: item.id, original });
      if (await saveFile(file)) notifyDone(t('saved', { name: file.fileName }));
    } catch (error) {
      reportError(error);
    }
  };
  const remove = async (item: AttachmentItem) => {
    try {
      const { changeId } = await host.registry.remove({ id: item.id });
      await queries.invalidateQueries({ queryKey: orpc.attachments.key() });
      if (changeId)
        notifyDone(t('removed', { name: item.fileName }), {
          label: t('undo'),
          run: () => void undoChange(changeId),
        });
    } catch (error) {
      reportError(error);
    }
  };
  const placeOf = async (item: AttachmentItem) => {
    try {
      const { place } = await host.attachments.facts({ id: item.id });
      if (place) onPlace?.(place);
      else notifyDone(t('noPlace'));
    } catch (error) {
      reportError(error);
    }
  };

  if (list.error) return <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Loading rows={3} />;
  if (list.data.items.length === 0)
    return (
      <EmptyState compact title={t('none')}>
        {t('noneHelp')}
      </EmptyState>
    );
  return (
    <>
      <ul className={classes.tiles}>
        {list.data.items.map((item) => (
          <AttachmentTile
            key={item.id}
            item={item}
            onOpen={() => setShown(item)}
            onSave={(original) => void save(item, original)}
            onRemove={() => void remove(item)}
            {...(onPlace ? { onUsePlace: () => void placeOf(item) } : {})}
          />
        ))}
      </ul>
      <Preview item={shown} onClose={() => setShown(undefined)} />
    </>
  );
}
