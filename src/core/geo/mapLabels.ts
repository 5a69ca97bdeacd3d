import type { BaseMap, CountryProperties, PolygonFeature } from './baseMap.ts';
import type { Rectangle } from './clip.ts';
import type { PlanePoint } from './geoPoint.ts';
import { type PlacedLabel, placeLabels } from './labelPlacement.ts';
import type { MapColours } from './mapColours.ts';
import { emphasisRing, type MapCountryLabel, type MapPoint, markerRadius } from './mapContents.ts';
import { type MapView, toPixel } from './projection.ts';
import { strokeText, strokeTextWidth } from './strokeGlyphs.ts';
import { escapeXml, estimatedEms } from './svgText.ts';

export type MapLabelOptions = {
  readonly view: MapView;
  readonly points: readonly MapPoint[];
  readonly baseMap: BaseMap;
  readonly countryLabels: readonly MapCountryLabel[];
  readonly withText: boolean;
  readonly colours: MapColours;
  /** Pixels. */
  readonly fontSize: number;
  readonly fontFamily: string;
  /** Room that is taken already (scale bar, north). */
  readonly obstacles: readonly Rectangle[];
};

type PointLabel = {
  readonly point: MapPoint;
  readonly at: PlanePoint;
  readonly reach: number;
  readonly text: string | null;
  readonly figures: string | null;
  readonly width: number;
  readonly height: number;
};

const edge = 6;
/** Height of stroke figures and size of country names, as shares of the font size. */
const figureShare = 0.68;
const countryShare = 0.92;

/** SVG of all labels: `beneath` the markers go the lines to labels that stand off, `above` them the labels. */
export function mapLabels(options: MapLabelOptions): { beneath: string; above: string } {
  const { view, fontSize, colours } = options;
  const frame = { left: edge, top: edge, right: view.size.width - edge, bottom: view.size.height - edge };
  const visible = options.points
    .map((point) => pointLabel(point, options))
    .filter(({ at }) => at.x > 0 && at.y > 0 && at.x < view.size.width && at.y < view.size.height);
  const markers = visible.map(({ at, reach }) => around(at, reach, reach));
  const labels = visible
    .filter((label) => label.text !== null || label.figures !== null)
    .sort((a, b) => Number(b.point.emphasis ?? false) - Number(a.point.emphasis ?? false));
  const placed = placeLabels(
    labels.map((label) => ({
      anchor: label.at,
      markerRadius: label.reach,
      width: label.width,
      height: label.height,
      required: label.point.emphasis === true || label.figures !== null,
    })),
    [...options.obstacles, ...markers],
    frame,
  );
  let leaders = '';
  let texts = '';
  let figures = '';
  for (const [index, label] of labels.entries()) {
    const place = placed[index];
    if (!place) continue;
    if (place.away) leaders += leader(label.at, place);
    if (label.text !== null) texts += textLabel(label, label.text, place, fontSize);
    else if (label.figures !== null)
      figures += strokeText(label.figures, place.box.left + 1, place.box.top + 1, label.height - 2);
  }
  const taken = placed.flatMap((place) => (place ? [place.box] : []));
  const countries = options.withText
    ? countryTexts(options, [...options.obstacles, ...markers, ...taken], frame)
    : '';
  const halo = escapeXml(colours.halo);
  const family = escapeXml(options.fontFamily);
  return {
    beneath: leaders ? `<g stroke="${escapeXml(colours.mutedText)}" stroke-width="0.7">${leaders}</g>` : '',
    above: [
      countries
        ? `<g font-family="${family}" font-size="${fontSize * countryShare}" fill="${escapeXml(colours.mutedText)}" text-anchor="middle">${countries}</g>`
        : '',
      texts
        ? `<g font-family="${family}" font-size="${fontSize}" fill="${escapeXml(colours.text)}" stroke="${halo}" stroke-width="3" stroke-linejoin="round" paint-order="stroke">${texts}</g>`
        : '',
      figures ? figureGroup(figures, colours) : '',
    ].join(''),
  };
}

function pointLabel(point: MapPoint, options: MapLabelOptions): PointLabel {
  const { fontSize } = options;
  const name = point.label?.trim();
  const number = point.number === undefined ? '' : String(Math.trunc(point.number));
  const text = options.withText && name ? [number, name].filter(Boolean).join(' ') : null;
  const figures = text === null && number ? number : null;
  const figureHeight = fontSize * figureShare;
  return {
    point,
    at: toPixel(options.view, point),
    reach: markerRadius(point) + (point.emphasis ? emphasisRing : 0) + 1,
    text,
    figures,
    width: text === null ? strokeTextWidth(number, figureHeight) + 2 : estimatedEms(text) * fontSize,
    height: text === null ? figureHeight + 2 : fontSize * 1.15,
  };
}

function textLabel(label: PointLabel, text: string, place: PlacedLabel, fontSize: number): string {
  const { left, right, top } = place.box;
  const x = place.align === 'start' ? left : place.align === 'end' ? right : (left + right) / 2;
  const lang = label.point.lang ? ` lang="${escapeXml(label.point.lang)}"` : '';
  const weight = label.point.emphasis ? ' font-weight="600"' : '';
  return `<text x="${x.toFixed(1)}" y="${(top + fontSize * 0.93).toFixed(1)}" text-anchor="${place.align}"${weight}${lang}>${escapeXml(text)}</text>`;
}

/** From the marker to the nearest point of the label's box. */
function leader(at: PlanePoint, place: PlacedLabel): string {
  const x = Math.min(Math.max(at.x, place.box.left), place.box.right);
  const y = Math.min(Math.max(at.y, place.box.top), place.box.bottom);
  return `<line x1="${at.x.toFixed(1)}" y1="${at.y.toFixed(1)}" x2="${x.toFixed(1)}" y2="${y.toFixed(1)}"/>`;
}

function countryTexts(options: MapLabelOptions, obstacles: Rectangle[], frame: Rectangle): string {
  const taken = [...obstacles];
  const size = options.fontSize * countryShare;
  let result = '';
  for (const label of options.countryLabels) {
    const country = options.baseMap.countries.features.find((each) => each.properties.code === label.code);
    if (!country) continue;
    const { labelLon, labelLat } = country.properties;
    const at = toPixel(options.view, { lon: labelLon, lat: labelLat });
    const width = estimatedEms(label.text) * size;
    const box = around(at, width / 2 + 2, size * 0.6);
    if (width > widthInPixels(country, options.view) || !inside(box, frame)) continue;
    if (taken.some((other) => overlaps(box, other))) continue;
    taken.push(box);
    const lang = label.lang ? ` lang="${escapeXml(label.lang)}"` : '';
    result += `<text x="${at.x.toFixed(1)}" y="${(at.y + size * 0.35).toFixed(1)}"${lang}>${escapeXml(label.text)}</text>`;
  }
  return result;
}

/** How wide the part of a country is that holds its label point. */
function widthInPixels(country: PolygonFeature<CountryProperties>, view: MapView): number {
  const { labelLon, labelLat } = country.properties;
  for (const [ring = []] of country.geometry.coordinates) {
    const lons = ring.map((position) => position[0] ?? 0);
    const lats = ring.map((position) => position[1] ?? 0);
    const [west, east] = [Math.min(...lons), Math.max(...lons)];
    const holds =
      west < labelLon && east > labelLon && Math.min(...lats) < labelLat && Math.max(...lats) > labelLat;
    if (holds) return ((east - west) / 360) * view.worldWidth;
  }
  return 0;
}

function figureGroup(figures: string, colours: MapColours): string {
  const group = (colour: string, width: number): string =>
    `<g stroke="${escapeXml(colour)}" stroke-width="${width}">${figures}</g>`;
  return `<g fill="none" stroke-linecap="round" stroke-linejoin="round">${group(colours.halo, 5)}${group(colours.text, 1.7)}</g>`;
}

function around(at: PlanePoint, halfWidth: number, halfHeight: number): Rectangle {
  return {
    left: at.x - halfWidth,
    top: at.y - halfHeight,
    right: at.x + halfWidth,
    bottom: at.y + halfHeight,
  };
}

function overlaps(a: Rectangle, b: Rectangle): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function inside(box: Rectangle, frame: Rectangle): boolean {
  return (
    box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom
  );
}
