import { type MapColours, printMapColours } from '#core/geo/mapColours.ts';
import type { MapKind } from '../model/mapKinds.ts';

/** Colour tells what part a record plays; shape tells its kind. */
export const roles = ['place', 'demand', 'supply', 'tie', 'field'] as const;
export type Role = (typeof roles)[number];

export const roleOf: Readonly<Record<MapKind, Role>> = {
  city: 'place',
  need: 'demand',
  study: 'demand',
  followUp: 'demand',
  project: 'demand',
  organisation: 'supply',
  solution: 'supply',
  precedent: 'supply',
  mou: 'tie',
  event: 'tie',
  mission: 'field',
  missionNote: 'field',
  measure: 'field',
};

/** All colours of the map in one scheme: CSS colours that a canvas understands too. */
export interface MapPalette {
  readonly base: MapColours;
  readonly roles: Readonly<Record<Role, string>>;
  /** Behind symbols with numbers. */
  readonly plate: string;
  readonly plateEdge: string;
  readonly plateText: string;
  /** Discs that stand for several places. */
  readonly cluster: string;
  readonly clusterText: string;
  readonly arc: string;
  readonly markFill: string;
  readonly markEdge: string;
}

/**
 * Values are primitives of the Digital Agency's tokens where there is one (grey 900, orange, blue, magenta, cyan, yellow).
 * The five role colours keep at least 4.5:1 against land and plate, and differ for the common colour-vision
 * deficiencies; whoever sees no colour at all has the shapes.
 */
export const lightPalette: MapPalette = {
  base: printMapColours,
  roles: { place: '#1a1a1c', demand: '#ac3e00', supply: '#0017c1', tie: '#8b008b', field: '#006173' },
  plate: '#ffffff',
  plateEdge: '#767676',
  plateText: '#1a1a1c',
  cluster: '#333333',
  clusterText: '#ffffff',
  arc: '#0017c1',
  markFill: '#ffd43d',
  markEdge: '#000000',
};

export const darkPalette: MapPalette = {
  base: {
    sea: '#11181d',
    land: '#262b2f',
    highlight: '#3f3a2c',
    coast: '#5c6a73',
    border: '#5d615f',
    marker: '#9db7f9',
    arc: '#9db7f9',
    text: '#f2f2f2',
    mutedText: '#b3b3b3',
    halo: '#16191c',
    frame: '#4d4d4d',
  },
  roles: { place: '#ffffff', demand: '#ffa66d', supply: '#9db7f9', tie: '#ffaeff', field: '#79e2f2' },
  plate: '#1a1a1c',
  plateEdge: '#949494',
  plateText: '#f2f2f2',
  cluster: '#e6e6e6',
  clusterText: '#1a1a1c',
  arc: '#9db7f9',
  markFill: '#b78f00',
  markEdge: '#ffe380',
};

export type ColourScheme = 'light' | 'dark';

export function paletteOf(scheme: ColourScheme): MapPalette {
  return scheme === 'dark' ? darkPalette : lightPalette;
}
