/// <reference types="vite/client" />
import { type GeoJSONSource, Map as MapLibreMap, setWorkerUrl } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import { coastLines } from '#core/geo/coastLines.ts';
import type { EngineOptions } from './engineOptions.ts';
import { createGlEngine } from './glEngine.ts';
import type { GlMap } from './glMap.ts';
import { baseLayers, closestZoom, countryNameLayer, dataLayers, sceneSources, sourceIds } from './layers.ts';
import type { MapEngine } from './mapEngine.ts';
import { mapFontList } from './mapFonts.ts';

// The worker is a file of our own, because the content security policy lets no worker start from a string.
setWorkerUrl(new URL(workerUrl, document.baseURI).href);

/** The offline map: everything it draws comes with the application, and it asks nobody for anything. */
export function createMapLibreEngine(options: EngineOptions): MapEngine {
  const { container, baseMap, palette, pixelRatio, start } = options;
  const map = new MapLibreMap({
    container,
    style: { version: 8, sources: {}, layers: [] },
    center: [start.lon, start.lat],
    zoom: start.zoom,
    minZoom: 1,
    maxZoom: closestZoom,
    pixelRatio,
    interactive: options.isInteractive,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    maxPitch: 0,
    fadeDuration: 0,
    localIdeographFontFamily: mapFontList,
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
    closestZoom,
    events: options.events,
    prepare() {
      // The worker takes them one after the other: what the map is about comes first, what is rarely tinted last.
      for (const [id, source] of Object.entries(sceneSources(options.isGrouped))) map.addSource(id, source);
      map.addSource(sourceIds.land, { type: 'geojson', data: baseMap.land });
      map.addSource(sourceIds.coast, { type: 'geojson', data: coastLines(baseMap.land) });
      map.addSource(sourceIds.borders, { type: 'geojson', data: baseMap.borders });
      map.addSource(sourceIds.countries, { type: 'geojson', data: baseMap.countries });
      for (const layer of [...baseLayers(palette), countryNameLayer(palette), ...dataLayers(palette, true)])
        map.addLayer(layer);
    },
  });
}

function glMapOf(map: MapLibreMap): GlMap {
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
    onError: (run) => void map.on('error', ({ error }) => run(new Error(error.message))),
    onContextLost: (run) =>
      void map.on('webglcontextlost', () => run(new Error('The graphics context was lost'))),
    onceRendered: (run) => void map.once('render', run),
    onceIdle: (run) => void map.once('idle', run),
    addSource: (id, source) => void map.addSource(id, source),
    addLayer: (layer) => void map.addLayer(layer),
    setData: (source, data) => void map.getSource<GeoJSONSource>(source)?.setData(data),
    setFilterToValues: (layer, property, values) =>
      void map.setFilter(layer, ['in', ['get', property], ['literal', [...values]]]),
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
        layer: layer.id,
        properties,
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
