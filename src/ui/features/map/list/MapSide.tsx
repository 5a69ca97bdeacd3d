import { Button } from '@mantine/core';
import { IconList, IconMapPinOff } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type MapView, toPixel } from '#core/geo/projection.ts';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { useFormat } from '../../../i18n/format.ts';
import classes from '../map.module.css';
import { listAddress } from '../model/listAddress.ts';
import { hasFacetFilter, type MapFilters, withoutFacets } from '../model/mapFilters.ts';
import { defaultMapKinds } from '../model/mapKinds.ts';
import type { MapRow } from '../model/rows.ts';
import type { Spot } from '../model/spots.ts';
import type { MapData } from '../model/useMapData.ts';
import type { MapContents } from '../model/useMapScene.ts';
import type { ViewStore } from '../stage/viewStore.ts';
import type { ColourScheme } from '../symbols/mapPalette.ts';
import type { MapSelection } from '../useMapSelection.ts';
import { MapList } from './MapList.tsx';

interface MapSideProps {
  readonly data: MapData;
  readonly contents: MapContents;
  readonly filters: MapFilters;
  readonly scheme: ColourScheme;
  readonly views: ViewStore;
  readonly selection: MapSelection;
  readonly hoveredOnMap: readonly number[];
  readonly onFilters: (filters: MapFilters) => void;
  readonly switchInView: ReactNode;
}

/** The list beside the map: how many records, which of them, and the way to the full list of one kind. */
export function MapSide(props: MapSideProps) {
  const { data, contents, filters, scheme, views, selection, hoveredOnMap, onFilters } = props;
  const { t } = useTranslation('map');
  const format = useFormat();
  const navigate = useNavigate();
  const view = useSettledView(views, filters.inView);
  const rows = useMemo(
    () => (filters.inView && view ? rowsInView(contents.rows, contents.spots, view) : contents.rows),
    [contents, filters.inView, view],
  );
  const [onlyKind] = filters.kinds;
  const open = (id: string): void => void navigate({ to: '/record/$id', params: { id } });

  return (
    <section className={classes.side} aria-label={t('list.title')}>
      <div className={classes.sideHead}>
        <span aria-live="polite">
          {t('list.count', { count: rows.length, formatted: format.number(rows.length) })}
        </span>
        {props.switchInView}
      </div>
      {rows.length > 0 ? (
        <MapList
          rows={rows}
          spots={contents.spots}
          names={data.names}
          scheme={scheme}
          selected={selection.selected}
          hovered={hoveredOnMap}
          onSelect={(id) => selection.select(id, 'list')}
          onHover={selection.hoverRow}
          onOpen={open}
        />
      ) : (
        <EmptyState
          compact
          icon={<IconMapPinOff size={28} aria-hidden="true" />}
          title={t('empty.title')}
          action={emptyAction()}
        >
          {filters.inView && contents.rows.length > 0 ? t('empty.inView') : t('empty.filters')}
        </EmptyState>
      )}
      {filters.kinds.length === 1 && onlyKind ? (
        <div className={classes.sideFoot}>
          <Link
            to="/list/$kind"
            params={{ kind: onlyKind }}
            search={listAddress(onlyKind, filters.facets)}
            className={classes.placeLink}
          >
            <IconList size={16} aria-hidden="true" />{' '}
            {t('list.full', { kind: format.kindName(onlyKind, true) })}
          </Link>
        </div>
      ) : null}
    </section>
  );

  function emptyAction(): ReactNode {
    if (filters.inView && contents.rows.length > 0)
      return (
        <Button size="xs" variant="default" onClick={() => onFilters({ ...filters, inView: false })}>
          {t('empty.showAll')}
        </Button>
      );
    if (hasFacetFilter(filters))
      return (
        <Button size="xs" variant="default" onClick={() => onFilters(withoutFacets(filters))}>
          {t('filter.clear')}
        </Button>
      );
    return (
      <Button size="xs" variant="default" onClick={() => onFilters({ ...filters, kinds: defaultMapKinds })}>
        {t('empty.usualKinds')}
      </Button>
    );
  }
}

function rowsInView(rows: readonly MapRow[], spots: readonly Spot[], view: MapView): MapRow[] {
  const { width, height } = view.size;
  const seen = new Set(
    spots
      .filter((spot) => {
        const { x, y } = toPixel(view, spot);
        return x >= 0 && y >= 0 && x <= width && y <= height;
      })
      .map((spot) => spot.index),
  );
  return rows.filter((row) => row.spots.some((spot) => seen.has(spot)));
}

const settleTime = 120;

/** The map's window once it has come to rest; not followed at all while nobody needs it. */
function useSettledView(views: ViewStore, isWanted: boolean): MapView | null {
  const [view, setView] = useState(() => views.get());
  useEffect(() => {
    if (!isWanted) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    setView(views.get());
    const stop = views.subscribe(() => {
      clearTimeout(timer);
      timer = setTimeout(() => setView(views.get()), settleTime);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [views, isWanted]);
  return view;
}
