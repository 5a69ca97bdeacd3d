import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BaseMap } from '#core/geo/baseMap.ts';
import type { GeoPoint } from '#core/geo/geoPoint.ts';
import { locatorView } from '#core/geo/locatorView.ts';
import { renderMapSvg } from '#core/geo/mapSvg.ts';
import type { LanguageMap } from '#core/kinds/fieldTypes.ts';
import { useFormat } from '../../i18n/format.ts';
import { loadBaseMap } from './engine/baseMapAssets.ts';
import { insertSvg } from './engine/insertSvg.ts';
import { mapFontList } from './engine/mapFonts.ts';
import classes from './map.module.css';
import { paletteOf } from './symbols/mapPalette.ts';

export interface LocatorPoint extends GeoPoint {
  readonly label?: LanguageMap | null;
}

export interface LocatorMapProps {
  readonly points: readonly LocatorPoint[];
  /** Countries the record is about (ISO alpha-2): tinted, and in view. */
  readonly countries?: readonly string[];
  /** Names to write on countries. */
  readonly countryNames?: Readonly<Record<string, LanguageMap>>;
  /** Pixels. */
  readonly width?: number;
  readonly height?: number;
}

const padding = 28;

/**
 * A small still map of where a record is, from the application's own files. While they are read, and if they cannot be,
 * an empty frame of the same size stands there: the page beside it says where the record is in words.
 */
export function LocatorMap({ points, countries, countryNames, width = 320, height = 200 }: LocatorMapProps) {
  const { t } = useTranslation('map');
  const format = useFormat();
  const scheme = useComputedColorScheme('light');
  const frame = useRef<HTMLDivElement>(null);
  const [baseMap, setBaseMap] = useState<BaseMap | null>(null);
  // Callers may write their points down anew with every render; a drawing is only made for different ones.
  const contents = JSON.stringify({ points, countries, countryNames });

  useEffect(() => {
    let isGone = false;
    loadBaseMap().then(
      (loaded) => {
        if (!isGone) setBaseMap(loaded);
      },
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, []);

  useEffect(() => {
    const element = frame.current;
    if (!element || !baseMap) return;
    const wanted: Pick<LocatorMapProps, 'points' | 'countries' | 'countryNames'> = JSON.parse(contents);
    const named = wanted.points.map((point) => ({ point, name: format.text(point.label) }));
    const codes = wanted.countries ?? [];
    const names = named.flatMap(({ name }) => (name ? [name.text] : []));
    const svg = renderMapSvg({
      width,
      height,
      baseMap,
      view: locatorView(baseMap, wanted.points, codes, { width, height }, padding),
      points: named.map(({ point: { lon, lat }, name }) => ({
        lon,
        lat,
        label: name?.text,
        lang: name?.lang,
        emphasis: true,
      })),
      highlight: codes,
      countryLabels: Object.entries(wanted.countryNames ?? {}).flatMap(([code, map]) => {
        const name = format.text(map);
        return name ? [{ code, ...name }] : [];
      }),
      colours: paletteOf(scheme).base,
      withText: true,
      title: names.length > 0 ? t('locator.of', { names: format.list(names) }) : t('locator.title'),
      lang: format.language,
      fontFamily: mapFontList,
    });
    insertSvg(element, svg);
  }, [baseMap, contents, width, height, scheme, format, t]);

  return (
    <div
      ref={frame}
      className={classes.locator}
      style={{ aspectRatio: `${width} / ${height}`, maxWidth: width }}
    />
  );
}
