import type { ExpressionSpecification, LayerSpecification, SourceSpecification } from 'maplibre-gl';
import type { MapPalette } from '../symbols/mapPalette.ts';
import { mapFontFamilies } from './mapFonts.ts';
import { noData } from './sceneData.ts';

/** Names of sources and layers, shared by both GL engines. */
export const sourceIds = {
  land: 'land',
  coast: 'coast',
  borders: 'borders',
  countries: 'countries',
  countryNames: 'country-names',
  arcs: 'arcs',
  marks: 'marks',
  spots: 'spots',
} as const;

export const layerIds = {
  tint: 'tint',
  arcs: 'arcs',
  arcsMarked: 'arcs-marked',
  arcsReach: 'arcs-reach',
  spots: 'spots',
  clusters: 'clusters',
} as const;

/** Places nearer to each other than this become one disc (pixels). */
const clusterRadius = 34;
/** Pixels. */
const nameSize = 13;
/** Beyond the largest zoom: places that never come apart stay one disc, which opens as a list. */
export const closestZoom = 10;

/** Sources that hold the scene: empty at first. `isGrouped`: as in EngineOptions. */
export function sceneSources(isGrouped: boolean): Record<string, SourceSpecification> {
  const empty: SourceSpecification = { type: 'geojson', data: noData };
  return {
    [sourceIds.countryNames]: empty,
    [sourceIds.arcs]: empty,
    [sourceIds.marks]: empty,
    [sourceIds.spots]: {
      type: 'geojson',
      data: noData,
      cluster: isGrouped,
      clusterRadius,
      clusterMaxZoom: closestZoom + 4,
      clusterProperties: {
        spots: [
          ['concat', ['accumulated'], ',', ['get', 'spots']],
          ['get', 'spots'],
        ],
        records: ['+', ['get', 'records']],
      },
    },
  };
}

/** Sea, land, coasts and borders of the offline map. */
export function baseLayers(palette: MapPalette): LayerSpecification[] {
  const { base } = palette;
  return [
    { id: 'sea', type: 'background', paint: { 'background-color': base.sea } },
    { id: 'land', type: 'fill', source: sourceIds.land, paint: { 'fill-color': base.land } },
    {
      id: layerIds.tint,
      type: 'fill',
      source: sourceIds.countries,
      filter: ['in', ['get', 'code'], ['literal', []]],
      paint: { 'fill-color': base.highlight },
    },
    {
      id: 'borders',
      type: 'line',
      source: sourceIds.borders,
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': base.border,
        'line-width': ['interpolate', ['linear'], ['zoom'], 3, 0.6, 8, 1.4],
      },
    },
    {
      id: 'coast',
      type: 'line',
      source: sourceIds.coast,
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': base.coast,
        'line-width': ['interpolate', ['linear'], ['zoom'], 3, 0.5, 8, 1.2],
      },
    },
  ];
}

/** The names of countries, for a base map that has none of its own. */
export function countryNameLayer(palette: MapPalette): LayerSpecification {
  return {
    id: 'country-names',
    type: 'symbol',
    source: sourceIds.countryNames,
    layout: {
      'text-field': ['get', 'name'],
      'text-font': [...mapFontFamilies],
      'text-size': ['interpolate', ['linear'], ['zoom'], 2, 11, 5, 14],
      'text-max-width': 7,
      'text-padding': 4,
    },
    paint: {
      'text-color': palette.base.mutedText,
      'text-halo-color': palette.base.land,
      'text-halo-width': 1.2,
    },
  };
}

/**
 * Arcs, marks, names, discs and symbols, from below to above. `finePlacement`: whether the library can set names off by
 * the width of their own symbol.
 */
export function dataLayers(palette: MapPalette, finePlacement: boolean): LayerSpecification[] {
  const { base } = palette;
  const isCluster: ExpressionSpecification = ['has', 'point_count'];
  const isFirst: ExpressionSpecification = ['to-boolean', ['get', 'isFirst']];
  return [
    {
      id: layerIds.arcs,
      type: 'line',
      source: sourceIds.arcs,
      layout: { 'line-cap': 'round' },
      paint: { 'line-color': palette.arc, 'line-width': arcWidth(0), 'line-opacity': 0.3 },
    },
    {
      id: layerIds.arcsMarked,
      type: 'line',
      source: sourceIds.arcs,
      filter: ['in', ['get', 'key'], ['literal', []]],
      layout: { 'line-cap': 'round' },
      paint: { 'line-color': palette.arc, 'line-width': arcWidth(0.8), 'line-opacity': 0.95 },
    },
    {
      // Nobody hits a line of one pixel: this one is not seen, only felt.
      id: layerIds.arcsReach,
      type: 'line',
      source: sourceIds.arcs,
      paint: { 'line-color': palette.arc, 'line-width': 9, 'line-opacity': 0 },
    },
    {
      id: 'marks',
      type: 'symbol',
      source: sourceIds.marks,
      layout: {
        'icon-image': ['get', 'image'],
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
      },
    },
    nameLayer('spot-names', ['all', ['!', isCluster], ['!', isFirst]], palette, finePlacement),
    {
      id: layerIds.clusters,
      type: 'circle',
      source: sourceIds.spots,
      filter: isCluster,
      paint: {
        'circle-radius': clusterSize(13, 16, 20),
        'circle-color': palette.cluster,
        'circle-stroke-color': base.halo,
        'circle-stroke-width': 2,
      },
    },
    // Figures and symbols come above the names, so that names make room for them.
    {
      id: layerIds.spots,
      type: 'symbol',
      source: sourceIds.spots,
      filter: ['!', isCluster],
      layout: {
        'icon-image': ['get', 'image'],
        'icon-allow-overlap': true,
        'icon-padding': 1,
        'symbol-sort-key': ['get', 'importance'],
      },
    },
    {
      id: 'cluster-figures',
      type: 'symbol',
      source: sourceIds.spots,
      filter: isCluster,
      layout: {
        'text-field': ['to-string', ['get', 'records']],
        'text-font': [...mapFontFamilies],
        'text-size': 13,
        'text-allow-overlap': true,
        // As wide as the disc under the figure.
        'text-padding': 9,
      },
      paint: { 'text-color': palette.clusterText },
    },
    // Above the signs, so that these names keep their room whatever stands around them.
    nameLayer('first-names', ['all', ['!', isCluster], isFirst], palette, finePlacement),
  ];
}

function nameLayer(
  id: string,
  filter: ExpressionSpecification,
  palette: MapPalette,
  finePlacement: boolean,
): LayerSpecification {
  return {
    id,
    type: 'symbol',
    source: sourceIds.spots,
    filter,
    layout: {
      'text-field': [
        'case',
        ['==', ['get', 'local'], ''],
        ['format', ['get', 'label'], {}],
        [
          'format',
          ['get', 'label'],
          {},
          '\n',
          {},
          ['get', 'local'],
          { 'font-scale': 0.88, 'text-color': palette.base.mutedText },
        ],
      ],
      'text-font': [...mapFontFamilies],
      'text-size': nameSize,
      'text-line-height': 1.25,
      // A rank, a name and points are one line: broken by width, a name in kana would break in the middle.
      'text-max-width': ['case', ['get', 'isRanked'], 20, 11],
      'text-justify': 'auto',
      'text-padding': 1,
      'symbol-sort-key': ['-', 0, ['get', 'importance']],
      ...(finePlacement
        ? { 'text-variable-anchor-offset': nameOffsets() }
        : { 'text-variable-anchor': ['top', 'bottom'], 'text-radial-offset': 0.95 }),
    },
    paint: { 'text-color': palette.base.text, 'text-halo-color': palette.base.halo, 'text-halo-width': 1.6 },
  };
}

/** The radius of a cluster's disc for a number of records; the layer says the same. */
export function clusterRadiusOf(records: number): number {
  return records < 10 ? 13 : records < 50 ? 16 : 20;
}

function clusterSize(small: number, middle: number, large: number): ExpressionSpecification {
  return ['step', ['get', 'records'], small, 10, middle, 50, large];
}

/** Below, above, beside the symbol, or at a corner of it, clear of its width (in ems). */
function nameOffsets(): ExpressionSpecification {
  const clearOf = (half: number): ExpressionSpecification => {
    const side = (half + 3) / nameSize;
    const corner = side * 0.8;
    const sides = ['top', [0, 0.95], 'bottom', [0, -0.95], 'left', [side, 0], 'right', [-side, 0]];
    const corners = [
      ...['top-left', [corner, 0.4], 'bottom-left', [corner, -0.4]],
      ...['top-right', [-corner, 0.4], 'bottom-right', [-corner, -0.4]],
    ];
    return ['literal', [...sides, ...corners]];
  };
  return ['step', ['get', 'half'], clearOf(13), 16, clearOf(22), 24, clearOf(32), 34, clearOf(48)];
}

/** Wider for more organisations: one, up to five, more. */
function arcWidth(extra: number): ExpressionSpecification {
  return ['step', ['get', 'organisations'], 1 + extra, 2, 1.8 + extra, 6, 3 + extra];
}
