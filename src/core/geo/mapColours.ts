/** CSS colours of a map drawn as SVG. */
export type MapColours = {
  readonly sea: string;
  readonly land: string;
  /** Land of the countries the map is about. */
  readonly highlight: string;
  readonly coast: string;
  readonly border: string;
  readonly marker: string;
  readonly arc: string;
  readonly text: string;
  readonly mutedText: string;
  /** Behind text and around markers. */
  readonly halo: string;
  readonly frame: string;
};

/** For paper: light, and told apart by lightness alone, so that a greyscale print keeps its meaning. */
export const printMapColours: MapColours = {
  sea: '#dfe9ef',
  land: '#fbfaf7',
  highlight: '#eadfc4',
  coast: '#8599a6',
  border: '#a39b8c',
  marker: '#0017c1',
  arc: '#0017c1',
  text: '#1a1a1c',
  mutedText: '#66625a',
  halo: '#ffffff',
  frame: '#b8c2c9',
};
