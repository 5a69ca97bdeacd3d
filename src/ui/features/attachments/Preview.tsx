import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttachmentItem } from '#contract/attachmentSchemas.ts';
import { isDrawable } from '#core/attachments/mediaTypes.ts';
import { ErrorNotice } from '#ui/components/ErrorNotice.tsx';
import { Loading } from '#ui/components/Loading.tsx';
import { orpc } from '#ui/host/queries.ts';
import { bytesFromBase64 } from '#ui/host/saveFile.ts';
import { useFormat } from '#ui/i18n/format.ts';
import classes from './attachments.module.css';

const PdfPages = lazy(() => import('./PdfPages.tsx').then((module) => ({ default: module.PdfPages })));

interface PreviewProps {
  readonly item: AttachmentItem | undefined;
  readonly onClose: () => void;
}

/** A file to look at: photos and PDF here, for other types what they are. */
export function Preview({ item, onClose }: PreviewProps) {
  const { t } = useTranslation(['attachments', 'common']);
  const format = useFormat();
  return (
    <Modal
      opened={item !== undefined}
      onClose={onClose}
      size="90%"
      title={item ? format.plain(item.title) || item.fileName : ''}
      closeButtonProps={{ 'aria-label': t('common:action.close'), size: 40 }}
    >
      {item ? <Contents item={item} /> : null}
    </Modal>
  );
}

const textTypes: readonly string[] = ['text/plain', 'text/csv'];

function Contents({ item }: { readonly item: AttachmentItem }) {
  const { t } = useTranslation('attachments');
  const { id, mediaType } = item;
  const isText = textTypes.includes(mediaType);
  const isShown = isDrawable(mediaType) || mediaType === 'application/pdf' || isText;
  const file = useQuery(
    orpc.attachments.read.queryOptions({ input: { id }, enabled: isShown && item.here, gcTime: 60_000 }),
  );
  const bytes = useMemo(() => (file.data ? bytesFromBase64(file.data.data) : undefined), [file.data]);
  if (!item.here) return <p>{t('notHereHelp')}</p>;
  if (!isShown) return <p>{t('noPreview')}</p>;
  if (file.error) return <ErrorNotice error={file.error} onRetry={() => void file.refetch()} />;
  if (!bytes) return <Loading rows={8} />;
  if (isText) return <pre className={classes.text}>{new TextDecoder().decode(bytes)}</pre>;
  if (isDrawable(mediaType)) return <Photo bytes={bytes} mediaType={mediaType} name={item.fileName} />;
  return (
    <Suspense fallback={<Loading rows={8} />}>
      <PdfPages bytes={bytes} name={item.fileName} />
    </Suspense>
  );
}

function Photo({
  bytes,
  mediaType,
  name,
}: {
  bytes: Uint8Array<ArrayBuffer>;
  mediaType: string;
  name: string;
}) {
  const { t } = useTranslation('attachments');
  const address = useMemo(
    () => URL.createObjectURL(new Blob([bytes], { type: mediaType })),
    [bytes, mediaType],
  );
  useEffect(() => () => URL.revokeObjectURL(address), [address]);
  return <img className={classes.photo} src={address} alt={t('photoOf', { name })} />;
}
