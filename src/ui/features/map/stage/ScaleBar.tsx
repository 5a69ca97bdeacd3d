import { useTranslation } from 'react-i18next';
import { scaleBarOf } from '#core/geo/scaleBar.ts';
import { useFormat } from '../../../i18n/format.ts';
import classes from '../map.module.css';
import { useView, type ViewStore } from './viewStore.ts';

const longest = 110;

/** How long a round distance is in the middle of the map. */
export function ScaleBar({ views }: { readonly views: ViewStore }) {
  const { t } = useTranslation('map');
  const format = useFormat();
  const view = useView(views);
  if (!view || view.size.width === 0) return null;
  const bar = scaleBarOf(view, longest);
  return (
    <div className={classes.scale} style={{ width: Math.round(bar.pixels) }}>
      {t('scale', { distance: format.number(bar.kilometres) })}
    </div>
  );
}
