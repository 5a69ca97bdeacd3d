// Makes the offline base map in resources/basemap from Natural Earth (npm: world-atlas, 1:10m).
//
//   node scripts/make-base-map.mjs
//
// The result is committed, so this runs only when world-atlas or a limit below changes.
//
// One topology carries coasts and borders, and it is simplified arc by arc: finely inside the detailed extent,
// coarsely elsewhere. Because neighbours share their arcs, land, countries and borders keep matching exactly and
// there is no seam where the detailed part ends, which clipping two scales together would have left.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { feature, mesh } from 'topojson-client';

/** Detailed extent in degrees; the same numbers as `asiaExtent` in src/core/geo/baseMap.ts (a test compares). */
const DETAILED = { west: 60, south: -25, east: 180, north: 60 };
/** Largest distance in degrees by which a simplified line may leave the true one. */
const TOLERANCE = { detailed: 0.007, coarse: 0.08, small: 0.002 };
/** Islands and lakes below this many square degrees are left out (1 square degree is about 12,300 km² at the equator). */
const SMALLEST_RING = { detailed: 0.0003, coarse: 0.04 };
/** Countries below this many square degrees keep a fine outline and their largest island, so that no small state disappears. */
const SMALL_COUNTRY = 0.35;
const DECIMALS = 3;
/** A rented launch site, not a country: it belongs to the country of this code and gets no border. */
const PART_OF = new Map([['Baikonur', 'KZ']]);

/**
 * Land that the source gives to one country and other governments, among them Japan's, to another. It keeps its shape
 * and gets no code, so that it is never tinted or named as either's. Each: the code the source gives, and a box that
 * holds whole polygons of it and no others.
 */
const WITHOUT_CODE = [
  // Etorofu, Kunashiri, Shikotan and the Habomai islands (the Northern Territories, 北方領土).
  { code: 'RU', west: 145.3, south: 43.3, east: 149, north: 45.6 },
  // Crimea.
  { code: 'RU', west: 32.4, south: 44.3, east: 36.7, north: 46.3 },
];

/** ISO 3166-1 numeric to alpha-2, for every numeric code that world-atlas uses. */
const ALPHA2 = new Map(
  `004AF 008AL 010AQ 012DZ 016AS 020AD 024AO 028AG 031AZ 032AR 036AU 040AT 044BS 048BH 050BD 051AM 052BB 056BE 060BM
  064BT 068BO 070BA 072BW 076BR 084BZ 086IO 090SB 092VG 096BN 100BG 104MM 108BI 112BY 116KH 120CM 124CA 132CV 136KY
  140CF 144LK 148TD 152CL 156CN 158TW 170CO 174KM 178CG 180CD 184CK 188CR 191HR 192CU 196CY 203CZ 204BJ 208DK 212DM
  214DO 218EC 222SV 226GQ 231ET 232ER 233EE 234FO 238FK 239GS 242FJ 246FI 248AX 250FR 258PF 260TF 262DJ 266GA 268GE
  270GM 275PS 276DE 288GH 292GI 296KI 300GR 304GL 308GD 316GU 320GT 324GN 328GY 332HT 334HM 336VA 340HN 344HK 348HU
  352IS 356IN 360ID 364IR 368IQ 372IE 376IL 380IT 384CI 388JM 392JP 398KZ 400JO 404KE 408KP 410KR 414KW 417KG 418LA
  422LB 426LS 428LV 430LR 434LY 438LI 440LT 442LU 446MO 450MG 454MW 458MY 462MV 466ML 470MT 478MR 480MU 484MX 492MC
  496MN 498MD 499ME 500MS 504MA 508MZ 512OM 516NA 520NR 524NP 528NL 531CW 533AW 534SX 540NC 548VU 554NZ 558NI 562NE
  566NG 570NU 574NF 578NO 580MP 581UM 583FM 584MH 585PW 586PK 591PA 598PG 600PY 604PE 608PH 612PN 616PL 620PT 624GW
  626TL 630PR 634QA 642RO 643RU 646RW 652BL 654SH 659KN 660AI 662LC 663MF 666PM 670VC 674SM 678ST 682SA 686SN 688RS
  690SC 694SL 702SG 703SK 704VN 705SI 706SO 710ZA 716ZW 724ES 728SS 729SD 732EH 740SR 748SZ 752SE 756CH 760SY 762TJ
  764TH 768TG 776TO 780TT 784AE 788TN 792TR 795TM 796TC 798TV 800UG 804UA 807MK 818EG 826GB 831GG 832JE 833IM 834TZ
  840US 850VI 854BF 858UY 860UZ 862VE 876WF 882WS 887YE 894ZM`
    .trim()
    .split(/\s+/)
    .map((entry) => [entry.slice(0, 3), entry.slice(3)]),
);

const isDetailed = ([lon, lat]) =>
  lon >= DETAILED.west && lon <= DETAILED.east && lat >= DETAILED.south && lat <= DETAILED.north;

/** Longitudes made continuous: a step of more than half the globe is a step across the antimeridian. */
function unwrap(line) {
  let turn = 0;
  return line.map(([lon, lat], index) => {
    const before = index === 0 ? lon : line[index - 1][0];
    if (lon - before > 180) turn -= 360;
    if (lon - before < -180) turn += 360;
    return [lon + turn, lat];
  });
}

/** Signed area in square degrees, positive when counter-clockwise. */
function signedArea(ring) {
  let sum = 0;
  for (let i = 1; i < ring.length; i += 1) sum += ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
  return sum / 2;
}

function distanceToSegment(point, a, b) {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const length2 = dx * dx + dy * dy;
  const t =
    length2 === 0 ? 0 : Math.min(1, Math.max(0, ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / length2));
  return Math.hypot(point[0] - a[0] - t * dx, point[1] - a[1] - t * dy);
}

/** Douglas–Peucker with a tolerance that depends on where the point lies. */
function simplify(line, toleranceAt) {
  const keep = new Uint8Array(line.length);
  keep[0] = 1;
  keep[line.length - 1] = 1;
  const open = [[0, line.length - 1]];
  while (open.length > 0) {
    const [first, last] = open.pop();
    let worst = 1;
    let worstAt = -1;
    for (let i = first + 1; i < last; i += 1) {
      const excess = distanceToSegment(line[i], line[first], line[last]) / toleranceAt(line[i]);
      if (excess > worst) {
        worst = excess;
        worstAt = i;
      }
    }
    if (worstAt > 0) {
      keep[worstAt] = 1;
      open.push([first, worstAt], [worstAt, last]);
    }
  }
  return line.filter((_, index) => keep[index] === 1);
}

/** Sutherland–Hodgman against one meridian. Edges along the cut are left; fills are right, strokes must skip them. */
function cutRing(ring, meridian, keepWest) {
  const inside = ([lon]) => (keepWest ? lon <= meridian : lon >= meridian);
  const result = [];
  for (let i = 0; i < ring.length - 1; i += 1) {
    const a = ring[i];
    const b = ring[i + 1];
    if (inside(a)) result.push(a);
    if (inside(a) !== inside(b)) {
      result.push([meridian, a[1] + ((b[1] - a[1]) * (meridian - a[0])) / (b[0] - a[0])]);
    }
  }
  if (result.length > 0) result.push(result[0]);
  return result;
}

/** The parts of one ring inside [-180, 180], each shifted home. A ring around the south pole is closed along it. */
function ringsWithinWorld(ring) {
  let continuous = unwrap(ring);
  const turned = continuous.at(-1)[0] - continuous[0][0];
  if (Math.abs(turned) > 180) {
    const [start, end] = [continuous[0], continuous.at(-1)];
    continuous = [...continuous, [end[0], -90], [start[0], -90], start];
  }
  const lons = continuous.map(([lon]) => lon);
  const [west, east] = [Math.min(...lons), Math.max(...lons)];
  const parts = [];
  for (let shift = -360; shift <= 360; shift += 360) {
    if (east + shift <= -180 || west + shift >= 180) continue;
    let part = continuous.map(([lon, lat]) => [lon + shift, lat]);
    if (west + shift < -180) part = cutRing(part, -180, false);
    if (east + shift > 180) part = cutRing(part, 180, true);
    parts.push(part);
  }
  return parts;
}

const rounded = (value) => Number(value.toFixed(DECIMALS));

/** Rounds, drops repeated points, and gives null for a ring that is too small to keep. */
function finishRing(ring, counterClockwise, keepSmall) {
  const points = [];
  for (const point of ring) {
    const next = point.map(rounded);
    const last = points.at(-1);
    if (!last || last[0] !== next[0] || last[1] !== next[1]) points.push(next);
  }
  if (points.length < 4) return null;
  const area = signedArea(points);
  const smallest = points.some(isDetailed) ? SMALLEST_RING.detailed : SMALLEST_RING.coarse;
  if (area === 0 || (Math.abs(area) < smallest && !keepSmall(points))) return null;
  return area > 0 === counterClockwise ? points : points.reverse();
}

function containsPoint(ring, [x, y]) {
  let inside = false;
  for (let i = 1; i < ring.length; i += 1) {
    const [a, b] = [ring[i - 1], ring[i]];
    if (a[1] > y !== b[1] > y && x < a[0] + ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1])) inside = !inside;
  }
  return inside;
}

/** RFC 7946 polygons: outer rings counter-clockwise, nothing across the antimeridian. */
function finishPolygons(polygons, keepSmall) {
  return polygons.flatMap(([outer, ...holes]) => {
    const parts = ringsWithinWorld(outer)
      .map((ring) => finishRing(ring, true, keepSmall))
      .filter((ring) => ring !== null)
      .map((ring) => [ring]);
    for (const hole of holes.flatMap(ringsWithinWorld)) {
      const ring = finishRing(hole, false, keepSmall);
      const owner =
        ring && parts.find(([part]) => containsPoint(part, ring[0]) || containsPoint(part, ring[1]));
      if (owner) owner.push(ring);
    }
    return parts;
  });
}

const polygonsOf = (geometry) =>
  geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;

/** The point of the largest polygon farthest from its edges (grid, then finer grids around the best). */
function labelPoint(polygons) {
  const largest = polygons.reduce((a, b) => (signedArea(b[0]) > signedArea(a[0]) ? b : a));
  const lats = largest[0].map(([, lat]) => lat);
  const stretch = Math.cos(((Math.min(...lats) + Math.max(...lats)) / 2) * (Math.PI / 180));
  const rings = largest.map((ring) => ring.map(([lon, lat]) => [lon * stretch, lat]));
  const xs = rings[0].map(([x]) => x);
  const ys = rings[0].map(([, y]) => y);
  const depth = (point) => {
    if (!containsPoint(rings[0], point) || rings.slice(1).some((ring) => containsPoint(ring, point)))
      return -1;
    let nearest = Number.POSITIVE_INFINITY;
    for (const ring of rings)
      for (let i = 1; i < ring.length; i += 1)
        nearest = Math.min(nearest, distanceToSegment(point, ring[i - 1], ring[i]));
    return nearest;
  };
  let window = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  let best = { point: rings[0][0], depth: -1 };
  for (let round = 0; round < 4; round += 1) {
    const stepX = (window[2] - window[0]) / 14;
    const stepY = (window[3] - window[1]) / 14;
    for (let i = 0.5; i < 14; i += 1)
      for (let j = 0.5; j < 14; j += 1) {
        const point = [window[0] + i * stepX, window[1] + j * stepY];
        const here = depth(point);
        if (here > best.depth) best = { point, depth: here };
      }
    const [x, y] = best.point;
    window = [x - stepX, y - stepY, x + stepX, y + stepY];
  }
  return [rounded(best.point[0] / stretch), rounded(best.point[1])];
}

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const atlasFile = createRequire(import.meta.url).resolve('world-atlas/countries-10m.json');
const atlas = JSON.parse(readFileSync(atlasFile, 'utf8'));

// Absolute coordinates instead of quantised deltas, so that arcs can be thinned.
const [scaleX, scaleY] = atlas.transform.scale;
const [originX, originY] = atlas.transform.translate;
const fullArcs = atlas.arcs.map((arc) => {
  let [x, y] = [0, 0];
  return arc.map(([dx, dy]) => {
    x += dx;
    y += dy;
    return [x * scaleX + originX, y * scaleY + originY];
  });
});
const topology = { type: 'Topology', objects: atlas.objects, arcs: fullArcs };

const smallCountryArcs = new Set();
const largestIslands = [];
for (const geometry of atlas.objects.countries.geometries) {
  const polygons = polygonsOf(feature(topology, geometry).geometry);
  const rings = polygons.map(([outer]) => unwrap(outer));
  const area = rings.reduce((sum, ring) => sum + Math.abs(signedArea(ring)), 0);
  if (area >= SMALL_COUNTRY) continue;
  for (const index of geometry.arcs.flat(3)) smallCountryArcs.add(index < 0 ? ~index : index);
  // Only its largest island is sure to stay, in the land file as well as in the countries file.
  const largest = rings.reduce((a, b) => (Math.abs(signedArea(b)) > Math.abs(signedArea(a)) ? b : a));
  largestIslands.push(largest.map((point) => point.map(rounded).join()));
}
const largestIslandPoints = new Set(largestIslands.flat());
const keepSmall = (ring) => ring.every((point) => largestIslandPoints.has(point.join()));

topology.arcs = fullArcs.map((arc, index) => {
  const toleranceAt = (point) =>
    smallCountryArcs.has(index) ? TOLERANCE.small : isDetailed(point) ? TOLERANCE.detailed : TOLERANCE.coarse;
  return simplify(unwrap(arc), toleranceAt).map(([lon, lat]) => [
    lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon,
    lat,
  ]);
});

const land = finishPolygons(
  polygonsOf(feature(topology, atlas.objects.land).features[0].geometry),
  keepSmall,
);

const liesIn = (box, ring) =>
  ring.every(([lon, lat]) => lon >= box.west && lon <= box.east && lat >= box.south && lat <= box.north);

// Some codes come in several pieces (Australia and its reefs): one feature per code.
const byCode = new Map();
for (const geometry of atlas.objects.countries.geometries) {
  const code = ALPHA2.get(geometry.id) ?? PART_OF.get(geometry.properties.name) ?? null;
  if (geometry.id !== undefined && code === null) throw new Error(`No alpha-2 code for ${geometry.id}`);
  const polygons = finishPolygons(polygonsOf(feature(topology, geometry).geometry), keepSmall);
  if (polygons.length === 0) {
    process.stdout.write(`left out, too small: ${geometry.properties.name}\n`);
    continue;
  }
  for (const polygon of polygons) {
    const part = WITHOUT_CODE.findIndex((box) => box.code === code && liesIn(box, polygon[0]));
    const key = part >= 0 ? `without code ${part}` : (code ?? geometry.properties.name);
    const known = byCode.get(key) ?? { code: part >= 0 ? null : code, polygons: [] };
    byCode.set(key, { ...known, polygons: [...known.polygons, polygon] });
  }
}
for (const [part, box] of WITHOUT_CODE.entries())
  if (!byCode.has(`without code ${part}`))
    throw new Error(`No polygon of ${box.code} lies in the box ${JSON.stringify(box)}`);
const countries = [...byCode.entries()]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([, { code, polygons }]) => {
    const [labelLon, labelLat] = labelPoint(polygons);
    return {
      type: 'Feature',
      properties: { code, labelLon, labelLat },
      geometry: { type: 'MultiPolygon', coordinates: polygons },
    };
  });

const isBorder = (a, b) => a !== b && !PART_OF.has(a.properties.name) && !PART_OF.has(b.properties.name);
const borders = mesh(topology, atlas.objects.countries, isBorder).coordinates.map((line) =>
  line.map((point) => point.map(rounded)),
);
for (const line of borders)
  if (line.some(([lon], i) => i > 0 && Math.abs(lon - line[i - 1][0]) > 180))
    throw new Error('A border crosses the antimeridian: it would be drawn across the whole map');

const folder = join(root, 'resources', 'basemap');
mkdirSync(folder, { recursive: true });
const write = (name, features) => {
  const text = `${JSON.stringify({ type: 'FeatureCollection', features })}\n`;
  writeFileSync(join(folder, name), text);
  process.stdout.write(`${name} ${(text.length / 1024).toFixed(0)} KiB, ${features.length} features\n`);
};
const single = (type, coordinates) => [{ type: 'Feature', properties: {}, geometry: { type, coordinates } }];
write('land.geojson', single('MultiPolygon', land));
write('borders.geojson', single('MultiLineString', borders));
write('countries.geojson', countries);
