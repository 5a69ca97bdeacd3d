import type { MapKind } from '../model/mapKinds.ts';

/** Side of the square in which the shapes are drawn. */
export const shapeBox = 20;

/**
 * One shape per kind as SVG path data in a 20 × 20 box, filled by the even-odd rule. They are told apart at 12 pixels and
 * without colour: round, pointed, square, hollow, barred.
 */
export const kindShapes: Readonly<Record<MapKind, string>> = {
  city: 'M10 3a7 7 0 1 0 0 14a7 7 0 1 0 0-14z',
  need: 'M10 1.5L18.5 10L10 18.5L1.5 10z',
  study: 'M10 2.5L18.5 17H1.5z',
  followUp: 'M3.5 2L18 10L3.5 18z',
  project: 'M3.5 3.5H16.5V16.5H3.5z',
  organisation: 'M10 2L17.5 8V17.5H2.5V8z',
  solution: 'M10 1.2L12.5 7.1L18.9 7.6L14 11.8L15.5 18L10 14.7L4.5 18L6 11.8L1.1 7.6L7.5 7.1z',
  precedent: 'M1.5 3H18.5L10 17.5z',
  mou: 'M10 2a8 8 0 1 0 0 16a8 8 0 1 0 0-16zM10 6.2a3.8 3.8 0 1 1 0 7.6a3.8 3.8 0 1 1 0-7.6z',
  event: 'M7.3 2.5H12.7V7.3H17.5V12.7H12.7V17.5H7.3V12.7H2.5V7.3H7.3z',
  mission: 'M10 1L12 8L19 12V14.5L12 12.5V16L14.5 18.5H5.5L8 16V12.5L1 14.5V12L8 8z',
  missionNote: 'M10 19C6 13.5 3.5 10.6 3.5 7.5a6.5 6.5 0 0 1 13 0C16.5 10.6 14 13.5 10 19z',
  measure: 'M2.5 11H6.5V17.5H2.5zM8 7H12V17.5H8zM13.5 2.5H17.5V17.5H13.5z',
};
