import { ActionIcon, Button, Menu } from '@mantine/core';
import {
  IconArrowMerge,
  IconDotsVertical,
  IconFileText,
  IconLink,
  IconListCheck,
  IconPencil,
  IconPlaneDeparture,
  IconTrash,
} from '@tabler/icons-react';
import { Link, useNavigate, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { briefKinds, type RecordDetail } from '#contract/schemas.ts';
import { notifyDone } from '#ui/components/notify.tsx';
import { reportError } from '#ui/host/reportError.ts';
import { shellBridge } from '#ui/host/shellBridge.ts';
import { useRecordChanges } from '../data/useRecordChanges.ts';
import { followUpPrefill } from './AttentionPanel.tsx';

interface RecordActionsProps {
  readonly detail: RecordDetail;
  readonly name: string;
}

/** What can be done with a record: the usual things as buttons, the rest in a menu. */
export function RecordActions({ detail, name }: RecordActionsProps) {
  const { t } = useTranslation('records');
  const { id, kind, deletedAt } = detail.record;
  const navigate = useNavigate();
  const router = useRouter();
  const changes = useRecordChanges();
  const canBrief = (briefKinds as readonly string[]).includes(kind);

  const copyLink = async () => {
    try {
      await navigator.clipboard.writeText(linkTo(id));
      notifyDone(t('toast.linkCopied'));
    } catch (error) {
      reportError(error);
    }
  };
  const remove = async () => {
    try {
      await changes.remove([id]);
      if (router.history.canGoBack()) router.history.back();
      else await navigate({ to: '/list/$kind', params: { kind } });
    } catch (error) {
      reportError(error);
    }
  };
  if (deletedAt) return null;
  return (
    <>
      <Button
        size="sm"
        leftSection={<IconPencil size={18} aria-hidden="true" />}
        renderRoot={(props) => <Link to="/record/$id/edit" params={{ id }} {...props} />}
      >
        {t('actions.edit')}
      </Button>
      {kind === 'mission' ? (
        <Button
          size="sm"
          variant="default"
          leftSection={<IconPlaneDeparture size={18} aria-hidden="true" />}
          renderRoot={(props) => <Link to="/mission/$id" params={{ id }} {...props} />}
        >
          {t('actions.openMission')}
        </Button>
      ) : null}
      {kind === 'study' || kind === 'project' ? (
        <Button
          size="sm"
          variant="default"
          leftSection={<IconListCheck size={18} aria-hidden="true" />}
          renderRoot={(props) => (
            <Link
              to="/new/$kind"
              params={{ kind: 'followUp' }}
              search={followUpPrefill(detail) as never}
              {...props}
            />
          )}
        >
          {t('actions.addFollowUp')}
        </Button>
      ) : null}
      {canBrief ? (
        <Button
          size="sm"
          variant="default"
          leftSection={<IconFileText size={18} aria-hidden="true" />}
          renderRoot={(props) => <Link to="/briefs" search={{ kind, ids: id } as never} {...props} />}
        >
          {t('actions.exportBrief')}
        </Button>
      ) : null}
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={t('actions.more', { name })}>
            <IconDotsVertical size={18} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconLink size={18} aria-hidden="true" />} onClick={() => void copyLink()}>
            {t('actions.copyLink')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconArrowMerge size={18} aria-hidden="true" />}
            onClick={() => void navigate({ to: '/merge', search: { keep: id } as never })}
          >
            {t('actions.merge')}
          </Menu.Item>
          <Menu.Item leftSection={<IconTrash size={18} aria-hidden="true" />} onClick={() => void remove()}>
            {t('actions.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

/** A link that opens the record: through the operating system where the app is registered, otherwise this window's own. */
function linkTo(id: string): string {
  if (shellBridge()) return `musubi-desk://record/${id}`;
  return `${location.origin}/#/record/${id}`;
}
