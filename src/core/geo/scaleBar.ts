import { fromPixel, kilometresPerPixel, type MapView } from './projection.ts';

export type ScaleBar = { readonly kilometres: number; readonly pixels: number };

/**
 * The longest round distance (1, 2 or 5 times a power of ten, in km) that fits in `longest` pixels. Web Mercator
 * stretches towards the poles, so the bar is true at the latitude in the middle of the view only.
 */
export function scaleBarOf(view: MapView, longest: number): ScaleBar {
  const middle = fromPixel(view, { x: view.size.width / 2, y: view.size.height / 2 });
  const perPixel = kilometresPerPixel(view, middle.lat);
  const fits = perPixel * longest;
  const power = 10 ** Math.floor(Math.log10(fits));
  const kilometres = [5, 2, 1].map((step) => step * power).find((value) => value <= fits) ?? power;
  return { kilometres, pixels: kilometres / perPixel };
}
