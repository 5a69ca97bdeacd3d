/// <reference types="vite/client" />
import type { GeoJSONSource, Map as MapboxMap } from 'mapbox-gl';
import 'mapbox-gl/mapbox-gl.css';
import mapboxgl from 'mapbox-gl/dist/mapbox-gl-csp.js';
import workerUrl from 'mapbox-gl/dist/mapbox-gl-csp-worker.js?url';
import type { EngineOptions } from './engineOptions.ts';
import { createGlEngine } from './glEngine.ts';
import type { GlMap } from './glMap.ts';
import { dataLayers, sceneSources, sourceIds } from './layers.ts';
import type { MapEngine } from './mapEngine.ts';
import { mapFontList } from './mapFonts.ts';

/** Closer than the offline map, whose lines end at `closestZoom`: streets are worth seeing here. */
const closestOnline = 17;

/**
 * The online map of mapbox-gl: its maker's base map under the same data. This file is only ever loaded when the user has
 * switched the online map on and entered a token. What the library lets one switch off of its reports is off; the count
 * of map loads that its licence requires is not.
 */
export function createMapboxEngine(options: EngineOptions, accessToken: string): MapEngine {
  const { container, baseMap, palette, pixelRatio, start } = options;
  mapboxgl.workerUrl = new URL(workerUrl, document.baseURI).href;
  const map = new mapboxgl.Map({
    accessToken,
    container,
    style: options.scheme === 'dark' ? 'mapbox://styles/mapbox/dark-v11' : 'mapbox://styles/mapbox/light-v11',
    projection: 'mercator',
    center: [start.lon, start.lat],
    zoom: start.zoom,
    minZoom: 1,
    maxZoom: closestOnline,
    interactive: options.isInteractive,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    maxPitch: 0,
    fadeDuration: 0,
    language: options.language,
    worldview: 'JP',
    localFontFamily: mapFontList,
    performanceMetricsCollection: false,
    collectResourceTiming: false,
    locale: { 'Map.Title': options.title },
  });
  map.keyboard.disableRotation();
  map.touchZoomRotate.disableRotation();
  return createGlEngine({
    map: glMapOf(map),
    container,
    baseMap,
    palette,
    pixelRatio,
    closestZoom: closestOnline,
    events: options.events,
    prepare() {
      // Countries are neither tinted nor named by us here: the provider's map has its own.
      const { [sourceIds.countryNames]: _ours, ...sources } = sceneSources(options.isGrouped);
      for (const [id, source] of Object.entries(sources))
        map.addSource(id, source as Parameters<MapboxMap['addSource']>[1]);
      for (const layer of dataLayers(palette, false))
        map.addLayer(layer as Parameters<MapboxMap['addLayer']>[0]);
    },
  });
}

function glMapOf(map: MapboxMap): GlMap {
  return {
    canvas: map.getCanvas(),
    onLoaded: (run) => void map.once('load', run),
    onIdle: (run) => void map.on('idle', run),
    onMove(run) {
      map.on('move', run);
      map.on('resize', run);
    },
    onClick: (run) => void map.on('click', ({ point, lngLat }) => run({ at: point, place: placeOf(lngLat) })),
    onPointerMove: (run) =>
      void map.on('mousemove', ({ point, lngLat }) => run({ at: point, place: placeOf(lngLat) })),
    onPointerOut: (run) => void map.on('mouseout', run),
    onError: (run) => void map.on('error', ({ error }) => run(error)),
    onContextLost: (run) =>
      void map.on('webglcontextlost', () => run(new Error('The graphics context was lost'))),
    onceRendered: (run) => void map.once('render', run),
    onceIdle: (run) => void map.once('idle', run),
    addSource: (id, source) => void map.addSource(id, source as Parameters<MapboxMap['addSource']>[1]),
    addLayer: (layer) => void map.addLayer(layer as Parameters<MapboxMap['addLayer']>[0]),
    setData: (source, data) => void map.getSource<GeoJSONSource>(source)?.setData(data),
    setFilterToValues(layer, property, values) {
      if (map.getLayer(layer)) map.setFilter(layer, ['in', ['get', property], ['literal', [...values]]]);
    },
    hasImage: (id) => map.hasImage(id),
    addImage: (id, image, pixelRatio) => void map.addImage(id, image, { pixelRatio }),
    query(layers, around) {
      const options = { layers: [...layers] };
      const found = around
        ? map.queryRenderedFeatures(
            [
              [around.at.x - around.reach, around.at.y - around.reach],
              [around.at.x + around.reach, around.at.y + around.reach],
            ],
            options,
          )
        : map.queryRenderedFeatures(options);
      return found.map(({ layer, properties, geometry }) => ({
        layer: layer?.id ?? '',
        properties: properties ?? {},
        place:
          geometry.type === 'Point'
            ? { lon: geometry.coordinates[0] ?? 0, lat: geometry.coordinates[1] ?? 0 }
            : null,
      }));
    },
    centre: () => placeOf(map.getCenter()),
    zoom: () => map.getZoom(),
    moveTo: (centre, zoom, duration) => void map.easeTo({ center: [centre.lon, centre.lat], zoom, duration }),
    repaint: () => map.triggerRepaint(),
    remove: () => map.remove(),
  };
}

function placeOf({ lng, lat }: { lng: number; lat: number }) {
  return { lon: lng, lat };
}
