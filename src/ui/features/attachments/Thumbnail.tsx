import {
  IconFile,
  IconFileSpreadsheet,
  IconFileText,
  IconFileTypePdf,
  IconMicrophone,
  IconPhoto,
  IconPresentation,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { isDrawable } from '#core/attachments/mediaTypes.ts';
import { orpc } from '#ui/host/queries.ts';
import classes from './attachments.module.css';

/** A small picture of a photo, or the sign of the file's type. Decoration: the name stands beside it. */
export function Thumbnail({
  id,
  mediaType,
  here,
}: {
  readonly id: string;
  readonly mediaType: string;
  readonly here: boolean;
}) {
  const picture = useQuery(
    orpc.attachments.picture.queryOptions({
      input: { id, longestSide: 320 },
      enabled: here && isDrawable(mediaType),
    }),
  );
  if (picture.data) {
    return (
      <img
        className={classes.picture}
        src={`data:${picture.data.mediaType};base64,${picture.data.data}`}
        alt=""
        width={picture.data.width}
        height={picture.data.height}
      />
    );
  }
  const Icon = iconOf(mediaType);
  return (
    <span className={classes.sign}>
      <Icon size={36} stroke={1.3} aria-hidden="true" />
    </span>
  );
}

function iconOf(mediaType: string) {
  if (mediaType.startsWith('image/')) return IconPhoto;
  if (mediaType.startsWith('audio/')) return IconMicrophone;
  if (mediaType === 'application/pdf') return IconFileTypePdf;
  if (/sheet|excel|csv/.test(mediaType)) return IconFileSpreadsheet;
  if (/presentation|powerpoint/.test(mediaType)) return IconPresentation;
  return /word|text/.test(mediaType) ? IconFileText : IconFile;
}
