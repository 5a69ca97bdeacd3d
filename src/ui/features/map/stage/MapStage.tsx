import { Alert } from '@mantine/core';
import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fitBounds, type MapView, toPixel } from '#core/geo/projection.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import type { OnlineMap } from '../engine/createEngine.ts';
import { closestZoom } from '../engine/layers.ts';
import type { MapHit } from '../engine/mapEngine.ts';
import { MapLegend } from '../legend/MapLegend.tsx';
import classes from '../map.module.css';
import { countKinds, type MapFilters, toggleKind } from '../model/mapFilters.ts';
import type { MapData } from '../model/useMapData.ts';
import type { MapContents } from '../model/useMapScene.ts';
import type { ColourScheme } from '../symbols/mapPalette.ts';
import type { MapSelection } from '../useMapSelection.ts';
import { MapControls } from './MapControls.tsx';
import { ScaleBar } from './ScaleBar.tsx';
import { ArcStack, SpotStack } from './StackContents.tsx';
import { StackPanel } from './StackPanel.tsx';
import { useMapEngine } from './useMapEngine.ts';
import type { ViewStore } from './viewStore.ts';

interface MapStageProps {
  readonly data: MapData;
  readonly contents: MapContents;
  readonly filters: MapFilters;
  readonly scheme: ColourScheme;
  readonly language: string;
  readonly online: OnlineMap | null;
  readonly views: ViewStore;
  readonly selection: MapSelection;
  readonly onFilters: (filters: MapFilters) => void;
  readonly onHover: (spots: readonly number[]) => void;
}

const noSpots: readonly number[] = [];
/** How close the map comes to a record that the address points at: its country around it. */
const closestForOne = 5;

/** The map with its legend, controls and what has been opened on it. */
export function MapStage(props: MapStageProps) {
  const { data, contents, filters, scheme, language, online, views, selection, onFilters, onHover } = props;
  const { t } = useTranslation('map');
  const container = useRef<HTMLDivElement>(null);
  const hint = useId();
  const [opened, setOpened] = useState<MapHit | null>(null);
  const hoveredSpots = useRef(noSpots);

  const onHoverHit = useCallback(
    (hit: MapHit | null) => {
      const spots = hit?.spots ?? noSpots;
      if (spots.join() === hoveredSpots.current.join()) return;
      hoveredSpots.current = spots;
      onHover(spots);
    },
    [onHover],
  );

  const press = (hit: MapHit | null): void => {
    const view = views.get();
    const places = (hit?.spots ?? []).flatMap((index) => contents.spots[index] ?? []);
    if (hit && places.length > 1 && view && comesApart(places, view)) {
      setOpened(null);
      engine?.fit(places, { closest: closestZoom });
      return;
    }
    setOpened(hit);
    const [first] = places[0]?.features ?? [];
    if (places.length === 1 && first) selection.select(first.id, 'map');
  };

  const { engine, name, isOnlineRefused, error } = useMapEngine({
    container,
    scheme,
    language,
    title: t('stage.title'),
    online,
    views,
    onPress: press,
    onHover: onHoverHit,
  });

  useEffect(() => engine?.show(contents.scene), [engine, contents.scene]);
  useEffect(() => engine?.mark(selection.marks), [engine, selection.marks]);

  const { selectedRow, origin } = selection;
  // The first map shows everything near, or what the address points at; later ones keep the window until the records
  // are narrowed down or widened.
  const facets = JSON.stringify(filters.facets);
  const fittedFor = useRef(views.get() === null ? null : facets);
  const pointedAt = useRef(origin === 'address' ? selectedRow : undefined);
  useEffect(() => {
    if (!engine || contents.homeExtent.length === 0) return;
    const row = pointedAt.current;
    pointedAt.current = undefined;
    const places = (row?.spots ?? []).flatMap((index) => contents.spots[index] ?? []);
    const isPointedAway =
      fittedFor.current !== null && !places.some((place) => isInView(place, engine.view()));
    if (places.length > 0 && (fittedFor.current === null || isPointedAway))
      engine.fit(places, { closest: closestForOne });
    else if (fittedFor.current !== facets) engine.fit(contents.homeExtent);
    fittedFor.current = facets;
  }, [engine, contents.homeExtent, contents.spots, facets]);

  // An opened panel speaks of spots by index: new contents close it.
  useEffect(() => setOpened(null), [contents.spots]);

  useEffect(() => {
    if (!engine || !selectedRow || origin !== 'list') return;
    const view = engine.view();
    const places = selectedRow.spots.flatMap((index) => contents.spots[index] ?? []);
    if (places.some((place) => isInView(place, view))) return;
    const [first] = places;
    if (places.length === 1 && first) engine.centreOn(first);
    else engine.fit(places);
  }, [engine, selectedRow, origin, contents.spots]);

  const close = (): void => {
    setOpened(null);
    focusTarget(container.current)?.focus();
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const isMap = event.target instanceof HTMLElement && event.target === focusTarget(container.current);
    if (event.key === 'Enter' && isMap) press(engine?.hitAtCentre() ?? null);
    if (event.key === 'Escape' && opened) close();
  };
  const keys = useRef(onKeyDown);
  keys.current = onKeyDown;
  // The engine puts the element that takes the focus into the container; its keys come up to here.
  useEffect(() => {
    const element = container.current;
    const listen = (event: KeyboardEvent): void => keys.current(event);
    element?.addEventListener('keydown', listen);
    return () => element?.removeEventListener('keydown', listen);
  }, []);

  const openedSpots = useMemo(
    () => (opened?.spots ?? []).flatMap((index) => contents.spots[index] ?? []),
    [opened, contents.spots],
  );
  const openedBundles = contents.bundles.filter((bundle) => opened?.arcs.includes(bundle.key));
  const kindCounts = useMemo(() => countKinds(data.features, filters), [data.features, filters]);
  return (
    <section className={classes.stage} aria-label={t('stage.withLegend')}>
      <div className={classes.window}>
        <p id={hint} className="musubi-hidden">
          {t('stage.keys')}
        </p>
        <div ref={container} className={classes.canvas} data-engine={name ?? undefined} />
        <span className={classes.middle} aria-hidden="true" />
        {error === undefined ? null : (
          <div className={classes.notice}>
            <ErrorNotice error={error} />
          </div>
        )}
        {name === 'drawing' || isOnlineRefused ? (
          <Alert className={classes.notice} color="yellow" role="status">
            {name === 'drawing' ? t('stage.noWebgl') : t('stage.onlineRefused')}
          </Alert>
        ) : null}
        <MapControls
          onZoom={(steps) => engine?.zoomBy(steps)}
          onFitAll={() => engine?.fit(contents.extent)}
        />
        <div className={classes.foot}>
          <span>{name === 'online' ? null : t('stage.attribution')}</span>
          {name === 'drawing' ? null : <ScaleBar views={views} />}
        </div>
        {opened && (openedSpots.length > 0 || openedBundles.length > 0) ? (
          <StackPanel
            key={`${opened.spots.join()}|${opened.arcs.join()}`}
            title={openedSpots.length > 0 ? t('stack.records') : t('stack.organisations')}
            place={opened.place}
            views={views}
            onClose={close}
          >
            {openedSpots.length > 0 ? (
              <SpotStack spots={openedSpots} names={data.names} scheme={scheme} />
            ) : (
              <ArcStack bundles={openedBundles} names={data.names} scheme={scheme} />
            )}
          </StackPanel>
        ) : null}
      </div>
      <MapLegend
        kinds={filters.kinds}
        counts={kindCounts}
        arcs={filters.arcs}
        organisations={contents.organisations}
        hasCountryOnly={contents.spots.some((spot) => spot.precision === 'country')}
        scheme={scheme}
        onToggleKind={(kind) => onFilters(toggleKind(filters, kind))}
        onToggleArcs={() => onFilters({ ...filters, arcs: !filters.arcs })}
      />
    </section>
  );
}

/** What takes the focus in the container: the canvas, or the frame of the simple map. */
function focusTarget(container: HTMLElement | null): HTMLElement | null {
  return container?.querySelector<HTMLElement>('canvas, [tabindex="0"]') ?? null;
}

/** Whether coming closer would set places apart that stand as one disc now. */
function comesApart(places: readonly { lon: number; lat: number }[], view: MapView): boolean {
  const nearest = fitBounds(places, view.size, 56, 512 * 2 ** closestZoom);
  if (nearest.worldWidth < view.worldWidth * 1.2) return false;
  const points = places.map((place) => toPixel(nearest, place));
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  return Math.max(...xs) - Math.min(...xs) > 40 || Math.max(...ys) - Math.min(...ys) > 40;
}

const edge = 24;

function isInView(place: { lon: number; lat: number }, view: MapView): boolean {
  const { x, y } = toPixel(view, place);
  return x >= edge && y >= edge && x <= view.size.width - edge && y <= view.size.height - edge;
}
