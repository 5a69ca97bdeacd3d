import type { BaseMap } from './baseMap.ts';
import { basePaths, geoLinePath } from './basePaths.ts';
import type { Rectangle } from './clip.ts';
import type { GeoPoint, PlanePoint } from './geoPoint.ts';
import { greatCircleArc } from './greatCircle.ts';
import { type MapColours, printMapColours } from './mapColours.ts';
import {
  emphasisRing,
  isPlace,
  type MapArc,
  type MapCountryLabel,
  type MapPoint,
  markerRadius,
} from './mapContents.ts';
import { mapLabels } from './mapLabels.ts';
import { fitBounds, type MapView, toPixel } from './projection.ts';
import { scaleBarOf } from './scaleBar.ts';
import { strokeText, strokeTextWidth } from './strokeGlyphs.ts';
import { escapeXml } from './svgText.ts';

export type MapSvgOptions = {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly baseMap: BaseMap;
  readonly points: readonly MapPoint[];
  readonly arcs?: readonly MapArc[] | undefined;
  readonly countryLabels?: readonly MapCountryLabel[] | undefined;
  /** Countries the map is about, as ISO alpha-2 codes; their land is tinted. */
  readonly highlight?: readonly string[] | undefined;
  /** What is in the frame; without it, all points and all of every arc. */
  readonly view?: MapView | undefined;
  readonly colours?: MapColours | undefined;
  /** False: no text elements at all, for turning into pixels without fonts. Numbers, scale and north stay. */
  readonly withText: boolean;
  /** Alternative text in the reader's language: what the map is, and what it shows. */
  readonly title: string;
  readonly description?: string | undefined;
  /** BCP 47 tag of title and description. */
  readonly lang?: string | undefined;
  /** Pixels; 12 when not given. */
  readonly fontSize?: number | undefined;
  /** CSS font-family list. */
  readonly fontFamily?: string | undefined;
};

const defaultFontFamily =
  "'Noto Sans', 'Noto Sans JP', 'Noto Sans Thai', 'Noto Sans Lao', 'Noto Sans Khmer', 'Noto Sans Myanmar', sans-serif";
const fitPadding = 48;
const arcPoints = 64;
/** Side of the box that a marker's own shape is drawn in. */
const glyphBox = 20;

/**
 * A quiet map as one stand-alone SVG: sea, land, borders, arcs, markers, labels that keep clear of each other, scale bar
 * and north. North is up (Web Mercator). All text is escaped; nothing in it refers to anything outside.
 */
export function renderMapSvg(options: MapSvgOptions): string {
  const { width, height, baseMap } = options;
  const colours = options.colours ?? printMapColours;
  const points = options.points.filter(isPlace);
  const arcs = (options.arcs ?? []).filter((arc) => isPlace(arc.from) && isPlace(arc.to));
  const view =
    options.view ?? fitBounds([...points, ...arcs.flatMap(arcLine)], { width, height }, fitPadding);
  const paths = basePaths(baseMap, view, new Set(options.highlight ?? []));
  const furniture = mapFurniture(view, colours);
  const lang = options.lang ? ` lang="${escapeXml(options.lang)}"` : '';
  const description = options.description ? `<desc>${escapeXml(options.description)}</desc>` : '';
  const labels = mapLabels({
    view,
    points,
    baseMap,
    countryLabels: options.countryLabels ?? [],
    withText: options.withText,
    colours,
    fontSize: options.fontSize ?? 12,
    fontFamily: options.fontFamily ?? defaultFontFamily,
    obstacles: furniture.boxes,
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img"${lang}>`,
    `<title>${escapeXml(options.title)}</title>${description}`,
    `<rect width="${width}" height="${height}" fill="${escapeXml(colours.sea)}"/>`,
    filled(paths.land, colours.land),
    filled(paths.highlight, colours.highlight),
    stroked(paths.borders, colours.border, 0.8),
    stroked(paths.coast, colours.coast, 0.6),
    ...arcs.map((arc) => {
      const line = geoLinePath(arcLine(arc), view);
      return stroked(line, colours.arc, arc.emphasis ? 1.6 : 1, arc.emphasis ? 0.75 : 0.4);
    }),
    labels.beneath,
    ...[...points]
      .sort((a, b) => Number(a.emphasis ?? false) - Number(b.emphasis ?? false))
      .map((point) => marker(toPixel(view, point), point, colours)),
    furniture.svg,
    labels.above,
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" fill="none" stroke="${escapeXml(colours.frame)}"/>`,
    '</svg>',
  ].join('');
}

function arcLine(arc: MapArc): GeoPoint[] {
  return greatCircleArc(arc.from, arc.to, arcPoints);
}

function filled(path: string, colour: string): string {
  return path ? `<path d="${path}" fill="${escapeXml(colour)}" fill-rule="evenodd"/>` : '';
}

function stroked(path: string, colour: string, width: number, opacity = 1): string {
  if (!path) return '';
  const faint = opacity < 1 ? ` stroke-opacity="${opacity}"` : '';
  return `<path d="${path}" fill="none" stroke="${escapeXml(colour)}" stroke-width="${width}"${faint} stroke-linejoin="round" stroke-linecap="round"/>`;
}

function marker(at: PlanePoint, point: MapPoint, colours: MapColours): string {
  const radius = markerRadius(point);
  const place = `cx="${at.x.toFixed(1)}" cy="${at.y.toFixed(1)}"`;
  const [fill, halo] = [escapeXml(colours.marker), escapeXml(colours.halo)];
  const ring = point.emphasis
    ? `<circle ${place} r="${radius + emphasisRing}" fill="${halo}" fill-opacity="0.55" stroke="${fill}" stroke-width="1.4"/>`
    : '';
  if (point.glyph) {
    const scale = (radius * 2) / glyphBox;
    const move = `translate(${(at.x - radius).toFixed(1)} ${(at.y - radius).toFixed(1)}) scale(${scale})`;
    return `${ring}<path d="${escapeXml(point.glyph.path)}" transform="${move}" fill="${escapeXml(point.glyph.colour)}" fill-rule="evenodd" stroke="${halo}" stroke-width="${3 / scale}" stroke-linejoin="round" paint-order="stroke"/>`;
  }
  return `${ring}<circle ${place} r="${radius}" fill="${fill}" stroke="${halo}" stroke-width="1.2"/>`;
}

/** Scale bar at the lower left, north at the upper right, and the room they take. */
function mapFurniture(view: MapView, colours: MapColours): { svg: string; boxes: Rectangle[] } {
  const { width, height } = view.size;
  const bar = scaleBarOf(view, Math.min(110, width / 3));
  const text = `${bar.kilometres} km`;
  const figures = 7;
  const [left, base] = [14, height - 14];
  const right = left + bar.pixels;
  const textWidth = strokeTextWidth(text, figures);
  const north = { x: width - 20, y: 14 };
  const lines = (path: string): string => `<path d="${path}"/>`;
  const shapes =
    lines(`M${left} ${base - 4}V${base}H${right.toFixed(1)}V${base - 4}`) +
    lines(
      `M${north.x} ${north.y + 14}V${north.y}M${north.x - 3.5} ${north.y + 4.5}L${north.x} ${north.y}L${north.x + 3.5} ${north.y + 4.5}`,
    );
  const letters =
    strokeText(text, left, base - 8 - figures, figures) +
    strokeText('N', north.x - 2.2, north.y + 18, figures);
  const drawn = (colour: string, line: number, letter: number): string =>
    `<g fill="none" stroke="${escapeXml(colour)}" stroke-linecap="round" stroke-linejoin="round"><g stroke-width="${line}">${shapes}</g><g stroke-width="${letter}">${letters}</g></g>`;
  return {
    svg: drawn(colours.halo, 3.6, 5) + drawn(colours.text, 1.2, 1.5),
    boxes: [
      { left: left - 4, top: base - 20, right: Math.max(right, left + textWidth) + 6, bottom: base + 4 },
      { left: north.x - 8, top: north.y - 4, right: north.x + 8, bottom: north.y + 30 },
    ],
  };
}
