import { Tooltip, UnstyledButton } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './components.module.css';

export type ChipTone = 'plain' | 'accent' | 'success' | 'warning' | 'danger';

interface ChipProps {
  readonly children: ReactNode;
  readonly icon?: ReactNode;
  readonly tone?: ChipTone;
  /** Hollow, for what is missing or not certain. */
  readonly hollow?: boolean;
  /** For a mark beside a name in a line of text. */
  readonly small?: boolean;
  /** Explanation on hover and focus. */
  readonly hint?: string;
  /** Makes the chip removable; `name` says what is removed. */
  readonly onRemove?: () => void;
  readonly name?: string;
}

/** A short fact in a quiet frame. */
export function Chip({
  children,
  icon,
  tone = 'plain',
  hollow = false,
  small = false,
  hint,
  onRemove,
  name,
}: ChipProps) {
  const { t } = useTranslation();
  const chip = (
    // With an explanation the chip takes the focus, so that the keyboard can ask for it too.
    <span
      className={classes.chip}
      data-tone={tone}
      data-hollow={hollow || undefined}
      data-small={small || undefined}
      tabIndex={hint ? 0 : undefined}
      role={hint ? 'note' : undefined}
    >
      {icon}
      <span>{children}</span>
      {onRemove ? (
        <UnstyledButton
          className={classes.chipRemove}
          onClick={onRemove}
          aria-label={t('action.remove', { name: name ?? '' })}
        >
          <IconX size={14} aria-hidden="true" />
        </UnstyledButton>
      ) : null}
    </span>
  );
  return hint ? <Tooltip label={hint}>{chip}</Tooltip> : chip;
}
