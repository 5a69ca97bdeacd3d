import { useComputedColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { locatorView } from '#core/geo/locatorView.ts';
import { renderMapSvg } from '#core/geo/mapSvg.ts';
import { loadBaseMap } from '#ui/features/map/engine/baseMapAssets.ts';
import { insertSvg } from '#ui/features/map/engine/insertSvg.ts';
import { paletteOf } from '#ui/features/map/symbols/mapPalette.ts';
import classes from './record.module.css';

interface LocatorMapProps {
  readonly lat: number;
  readonly lon: number;
  readonly name: string;
  readonly lang: string | undefined;
  /** ISO code of the country to tint. */
  readonly country: string | undefined;
  /** Parameters of the map page that lead to this place. */
  readonly mapSearch: Readonly<Record<string, string>>;
}

const size = { width: 288, height: 200 };

/** Where a place is: a small drawing that leads to the map. */
export function LocatorMap({ lat, lon, name, lang, country, mapSearch }: LocatorMapProps) {
  const { t } = useTranslation('records');
  const scheme = useComputedColorScheme('light');
  const frame = useRef<HTMLDivElement>(null);
  const { data: baseMap } = useQuery({
    queryKey: ['base-map'],
    queryFn: loadBaseMap,
    networkMode: 'always',
    staleTime: Number.POSITIVE_INFINITY,
  });
  const svg = useMemo(() => {
    if (!baseMap) return undefined;
    const codes = country === undefined ? [] : [country];
    return renderMapSvg({
      ...size,
      baseMap,
      points: [{ lat, lon, label: name, lang, emphasis: true }],
      highlight: codes,
      view: locatorView(baseMap, [{ lat, lon }], codes, size, 20),
      colours: paletteOf(scheme).base,
      withText: true,
      title: t('place.mapOf', { name }),
    });
  }, [baseMap, lat, lon, name, lang, country, scheme, t]);
  useEffect(() => {
    if (frame.current && svg !== undefined) insertSvg(frame.current, svg);
  }, [svg]);
  return (
    <Link
      to="/map"
      search={mapSearch as never}
      className={classes.locator}
      aria-label={t('place.showOnMap', { name })}
    >
      <div
        ref={frame}
        className={classes.locatorFrame}
        style={{ aspectRatio: `${size.width} / ${size.height}` }}
      />
    </Link>
  );
}
