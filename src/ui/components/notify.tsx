import { Button, Progress } from '@mantine/core';
import { randomId } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { describeError } from '../i18n/describeError.ts';
import { translations } from '../i18n/index.ts';

export interface NoticeAction {
  readonly label: string;
  readonly run: () => void;
}

const timeToRead = 7_000;

/**
 * Says in passing that something was done, with at most one thing to do about it, such as undoing it. A notice
 * with the same `subject` takes the place of the one before.
 */
export function notifyDone(message: string, action?: NoticeAction, subject?: string): void {
  const id = subject ?? `notice-${randomId()}`;
  const notice = {
    id,
    message: (
      <>
        <span>{message}</span>
        {action ? (
          <Button
            variant="subtle"
            size="compact-sm"
            ms="xs"
            onClick={() => {
              notifications.hide(id);
              action.run();
            }}
          >
            {action.label}
          </Button>
        ) : null}
      </>
    ),
    color: 'green',
    icon: <IconCheck size={18} aria-hidden="true" />,
    autoClose: timeToRead,
    withBorder: true,
    closeButtonProps: { 'aria-label': translations.t('common:action.close') },
  };
  // Of the two, one applies: a notice that is already there is changed, another is shown.
  notifications.update(notice);
  notifications.show(notice);
}

/** How far long work is that no screen stands for, with the way to stop it. Nothing is seen before the first `show`. */
export function notifyProgress(
  message: string,
  onCancel: () => void,
): { show(fraction: number): void; hide(): void } {
  const id = `progress-${randomId()}`;
  return {
    show(fraction) {
      const percent = Math.floor(fraction * 100);
      const notice = {
        id,
        loading: true,
        message: (
          <>
            <span>{translations.t('records:job.running', { label: message, percent })}</span>
            <Button variant="subtle" size="compact-sm" ms="xs" onClick={onCancel}>
              {translations.t('records:job.cancel')}
            </Button>
            <Progress value={percent} aria-label={message} mt={4} />
          </>
        ),
        autoClose: false as const,
        withBorder: true,
        withCloseButton: false,
      };
      notifications.update(notice);
      notifications.show(notice);
    },
    hide: () => void notifications.hide(id),
  };
}

/** Says what the window waits for. @returns what ends it */
export function notifyWaiting(message: string): () => void {
  const id = `waiting-${randomId()}`;
  notifications.show({
    id,
    loading: true,
    message,
    autoClose: false,
    withBorder: true,
    withCloseButton: false,
  });
  return () => void notifications.hide(id);
}

/** Says what a person should look at before they go on; stays until it is closed. */
export function notifyWarning(message: string): void {
  notifications.show({
    message,
    color: 'yellow',
    icon: <IconAlertTriangle size={18} aria-hidden="true" />,
    autoClose: false,
    withBorder: true,
    closeButtonProps: { 'aria-label': translations.t('common:action.close') },
  });
}

/** Says that something could not be done; stays until it is closed. */
export function notifyError(error: unknown): void {
  notifications.show({
    message: describeError(error).message,
    color: 'red',
    icon: <IconAlertTriangle size={18} aria-hidden="true" />,
    autoClose: false,
    withBorder: true,
    closeButtonProps: { 'aria-label': translations.t('common:action.close') },
  });
}
