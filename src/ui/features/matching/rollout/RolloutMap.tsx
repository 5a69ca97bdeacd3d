import { Button, useComputedColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RolloutMatchRow } from '#contract/matchingSchemas.ts';
import { orpc } from '#ui/host/queries.ts';
import { useFormat } from '#ui/i18n/format.ts';
import type { MapHit, MapScene } from '../../map/engine/mapEngine.ts';
import { MapControls } from '../../map/stage/MapControls.tsx';
import { useMapEngine } from '../../map/stage/useMapEngine.ts';
import { createViewStore } from '../../map/stage/viewStore.ts';
import { rankLook } from '../../map/symbols/spotImage.ts';
import shared from '../matching.module.css';
import { pointsOf } from '../model/points.ts';
import { usePlainName } from '../shared/names.tsx';
import classes from './rollout.module.css';

interface RolloutMapProps {
  readonly rows: readonly RolloutMatchRow[];
  /** Where it was done. */
  readonly origins: readonly string[];
  readonly onChoose: (cityId: string) => void;
}

const kinds = ['city' as const];
/** The bare sign of a city: where it was done. */
const originLook = {
  key: 'city1',
  parts: [{ kind: 'city' as const, count: 1 }],
  hasMore: false,
  isCountryOnly: false,
};

/**
 * The cities of a roll-out where they are, with their rank and points. Always drawn on this machine; without WebGL as a
 * plain drawing, and where even that fails the list beneath says the same.
 */
export function RolloutMap({ rows, origins, onChoose }: RolloutMapProps) {
  const { t } = useTranslation('match');
  const format = useFormat();
  const plain = usePlainName();
  const scheme = useComputedColorScheme('light');
  const container = useRef<HTMLDivElement>(null);
  const [views] = useState(createViewStore);
  const { data } = useQuery(orpc.map.features.queryOptions({ input: { kinds } }));
  const places = useMemo(() => {
    const known = new Map((data?.features ?? []).map((feature) => [feature.id, feature]));
    const ranks = new Map(rows.map((row) => [row.cityId, row]));
    return [...new Set([...origins, ...ranks.keys()])].flatMap((id) => {
      const feature = known.get(id);
      return feature ? [{ id, lat: feature.lat, lon: feature.lon, row: ranks.get(id) }] : [];
    });
  }, [data, rows, origins]);
  const scene = useMemo(
    (): MapScene => ({
      spots: places.map(({ id, lat, lon, row }, index) => ({
        index,
        lat,
        lon,
        look: row ? rankLook(row.rank) : originLook,
        records: 1,
        // Better ranks keep their names where not all have room; where it was done comes before them.
        importance: row ? -row.rank : 0,
        isFirst: row?.rank === 1,
        label: {
          text: row
            ? t('rollout.spot', { rank: row.rank, name: plain(id), points: pointsOf(row.score) })
            : t('rollout.spotOrigin', { name: plain(id) }),
          lang: format.language,
        },
        localLabel: null,
      })),
      arcs: [],
      countryNames: new Map(),
      tinted: [],
    }),
    [places, plain, t, format.language],
  );
  const { engine, error } = useMapEngine({
    container,
    scheme,
    language: format.language,
    title: t('rollout.mapTitle'),
    online: null,
    isGrouped: false,
    views,
    onPress: (hit: MapHit | null) => {
      const chosen = places[hit?.spots[0] ?? -1];
      if (chosen?.row) onChoose(chosen.id);
    },
    onHover: ignore,
  });
  useEffect(() => engine?.show(scene), [engine, scene]);
  useEffect(() => {
    const selected = places.flatMap(({ id }, index) => (origins.includes(id) ? [index] : []));
    engine?.mark({ selected, hovered: [], arcs: [] });
  }, [engine, places, origins]);
  useEffect(() => {
    if (places.length > 0) engine?.fit(places);
  }, [engine, places]);
  if (error) return <p className={shared.help}>{t('rollout.noMap')}</p>;
  return (
    <div className={classes.rolloutMap}>
      <div ref={container} className={classes.rolloutCanvas} />
      <MapControls onZoom={(steps) => engine?.zoomBy(steps)} onFitAll={() => engine?.fit(places)} />
    </div>
  );
}

function ignore(): void {}

interface MapSwitchProps {
  readonly shown: boolean;
  readonly onToggle: () => void;
}

/** Shows and hides the map: it costs room and a graphics context. */
export function MapSwitch({ shown, onToggle }: MapSwitchProps) {
  const { t } = useTranslation('match');
  return (
    <Button variant="default" size="compact-sm" aria-pressed={shown} onClick={onToggle}>
      {t(shown ? 'rollout.hideMap' : 'rollout.showMap')}
    </Button>
  );
}
