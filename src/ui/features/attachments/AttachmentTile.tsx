import { ActionIcon, Menu } from '@mantine/core';
import { IconDotsVertical, IconDownload, IconFileDownload, IconMapPin, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { AttachmentItem } from '#contract/attachmentSchemas.ts';
import { VisibilityMark } from '#ui/components/VisibilityMark.tsx';
import { useFormat } from '#ui/i18n/format.ts';
import classes from './attachments.module.css';
import { Thumbnail } from './Thumbnail.tsx';

interface AttachmentTileProps {
  readonly item: AttachmentItem;
  readonly onOpen: () => void;
  readonly onSave: (original: boolean) => void;
  readonly onRemove: () => void;
  /** Offered for photos where the record has room for a place. */
  readonly onUsePlace?: () => void;
}

/** One attached file: what it looks like, what it is called, and what can be done with it. */
export function AttachmentTile({ item, onOpen, onSave, onRemove, onUsePlace }: AttachmentTileProps) {
  const { t } = useTranslation('attachments');
  const format = useFormat();
  const name = format.plain(item.title) || item.fileName;
  const isPhoto = item.mediaType.startsWith('image/');
  return (
    <li className={classes.tile}>
      <button type="button" className={classes.tileOpen} onClick={onOpen} aria-label={t('openOf', { name })}>
        <span className={classes.frame}>
          <Thumbnail id={item.id} mediaType={item.mediaType} here={item.here} />
        </span>
        <span className={classes.tileName}>{name}</span>
      </button>
      <div className={classes.tileFoot}>
        <span className={classes.quiet}>
          {item.bytes === undefined ? null : format.bytes(item.bytes)}
          {item.here ? null : ` ${t('notHere')}`}
        </span>
        <VisibilityMark value={item.visibility} />
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" size={36} aria-label={t('actionsOf', { name })}>
              <IconDotsVertical size={18} aria-hidden="true" />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<IconDownload size={18} aria-hidden="true" />}
              disabled={!item.here}
              onClick={() => onSave(false)}
            >
              {isPhoto ? t('saveCleaned') : t('save')}
            </Menu.Item>
            {isPhoto ? (
              <Menu.Item
                leftSection={<IconFileDownload size={18} aria-hidden="true" />}
                disabled={!item.here}
                onClick={() => onSave(true)}
              >
                {t('saveOriginal')}
              </Menu.Item>
            ) : null}
            {isPhoto && onUsePlace ? (
              <Menu.Item
                leftSection={<IconMapPin size={18} aria-hidden="true" />}
                disabled={!item.here}
                onClick={onUsePlace}
              >
                {t('usePlace')}
              </Menu.Item>
            ) : null}
            <Menu.Item leftSection={<IconTrash size={18} aria-hidden="true" />} onClick={onRemove}>
              {t('remove')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
    </li>
  );
}
