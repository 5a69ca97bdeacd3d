import { CloseButton } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { GeoPoint } from '#core/geo/geoPoint.ts';
import { toPixel } from '#core/geo/projection.ts';
import classes from '../map.module.css';
import { useView, type ViewStore } from './viewStore.ts';

interface StackPanelProps {
  readonly title: string;
  readonly place: GeoPoint;
  readonly views: ViewStore;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

const width = 320;
const away = 18;
const edge = 8;
/** The column of the zoom buttons stays free. */
const controlsRoom = 58;

/**
 * What stands at a point of the map, beside that point and moving with it. Takes the focus when it opens; Escape closes
 * it, and whoever opened it gives the focus back to the map.
 */
export function StackPanel({ title, place, views, onClose, children }: StackPanelProps) {
  const { t } = useTranslation('map');
  const view = useView(views);
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => panel.current?.focus({ preventScroll: true }), []);
  if (!view) return null;
  const at = toPixel(view, place);
  const rightmost = view.size.width - controlsRoom;
  const fitsRight = at.x + away + width <= rightmost;
  const left = fitsRight ? at.x + away : at.x - away - width;
  const highest = Math.max(160, Math.min(380, view.size.height - 2 * edge));
  const top = Math.min(Math.max(edge, at.y - highest / 3), view.size.height - highest - edge);
  return (
    <div
      ref={panel}
      className={classes.stack}
      style={{
        left: Math.min(Math.max(edge, left), Math.max(edge, rightmost - width)),
        top: Math.max(edge, top),
        width: Math.min(width, rightmost - edge),
        maxHeight: highest,
      }}
      role="dialog"
      aria-label={title}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <header className={classes.stackHeader}>
        <h2 className={classes.stackTitle}>{title}</h2>
        <CloseButton aria-label={t('stack.close')} onClick={onClose} />
      </header>
      <div className={classes.stackBody}>{children}</div>
    </div>
  );
}
