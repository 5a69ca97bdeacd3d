import { ActionIcon, Tooltip } from '@mantine/core';
import { IconMinus, IconPlus, IconZoomScan } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from '../map.module.css';

interface MapControlsProps {
  readonly onZoom: (steps: number) => void;
  readonly onFitAll: () => void;
}

/** Closer, farther, everything. */
export function MapControls({ onZoom, onFitAll }: MapControlsProps) {
  const { t } = useTranslation('map');
  return (
    <div className={classes.controls}>
      <Control label={t('control.closer')} onClick={() => onZoom(1)}>
        <IconPlus size={18} aria-hidden="true" />
      </Control>
      <Control label={t('control.farther')} onClick={() => onZoom(-1)}>
        <IconMinus size={18} aria-hidden="true" />
      </Control>
      <Control label={t('control.all')} onClick={onFitAll}>
        <IconZoomScan size={18} aria-hidden="true" />
      </Control>
    </div>
  );
}

interface ControlProps {
  readonly label: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function Control({ label, onClick, children }: ControlProps) {
  return (
    <Tooltip label={label} position="left">
      <ActionIcon variant="default" size={34} aria-label={label} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
