import type { GeoPoint } from './geoPoint.ts';

/** Mean radius of the earth (IUGG), km. */
export const earthRadiusKm = 6371.0088;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
const degrees = (value: number): number => (value * 180) / Math.PI;

/** The angle between two places seen from the middle of the earth, in radians, by the haversine formula. */
function centralAngle(from: GeoPoint, to: GeoPoint): number {
  const halfLat = Math.sin(radians(to.lat - from.lat) / 2);
  const halfLon = Math.sin(radians(to.lon - from.lon) / 2);
  const haversine = halfLat ** 2 + Math.cos(radians(from.lat)) * Math.cos(radians(to.lat)) * halfLon ** 2;
  return 2 * Math.asin(Math.min(1, Math.sqrt(haversine)));
}

/**
 * Distance along the sphere in kilometres. Haversine formula (R. W. Sinnott, "Virtues of the Haversine", Sky and
 * Telescope 68(2), 1984); the sphere differs from the ellipsoid by up to about 0.5 %.
 */
export function distanceKm(from: GeoPoint, to: GeoPoint): number {
  return earthRadiusKm * centralAngle(from, to);
}

/**
 * The shortest arc between two places as `count` points (at least 2), both ends included, evenly spaced. Longitudes are
 * continuous: past the antimeridian they run beyond ±180, as line renderers want it. Formula: spherical interpolation
 * (E. Williams, Aviation Formulary, "Intermediate points on a great circle"). Between exact antipodes every arc is
 * shortest; the one given goes along the meridians.
 */
export function greatCircleArc(from: GeoPoint, to: GeoPoint, count: number): GeoPoint[] {
  const steps = Math.max(2, Math.floor(count)) - 1;
  const angle = centralAngle(from, to);
  const points: GeoPoint[] = [from];
  for (let step = 1; step < steps; step += 1) {
    const here = intermediate(from, to, angle, step / steps);
    points.push(continueFrom(points.at(-1) ?? from, here));
  }
  points.push(continueFrom(points.at(-1) ?? from, to));
  return points;
}

function intermediate(from: GeoPoint, to: GeoPoint, angle: number, fraction: number): GeoPoint {
  const sine = Math.sin(angle);
  if (angle === 0) return from;
  if (angle > 1 && sine < 1e-6) return overThePole(from, fraction);
  const a = Math.sin((1 - fraction) * angle) / sine;
  const b = Math.sin(fraction * angle) / sine;
  const [fromLat, fromLon, toLat, toLon] = [from.lat, from.lon, to.lat, to.lon].map(radians) as [
    number,
    number,
    number,
    number,
  ];
  const x = a * Math.cos(fromLat) * Math.cos(fromLon) + b * Math.cos(toLat) * Math.cos(toLon);
  const y = a * Math.cos(fromLat) * Math.sin(fromLon) + b * Math.cos(toLat) * Math.sin(toLon);
  const z = a * Math.sin(fromLat) + b * Math.sin(toLat);
  return { lon: degrees(Math.atan2(y, x)), lat: degrees(Math.atan2(z, Math.hypot(x, y))) };
}

/** Antipodes: north along the meridian of `from`, over the pole, down the opposite meridian. */
function overThePole(from: GeoPoint, fraction: number): GeoPoint {
  const lat = from.lat + 180 * fraction;
  return lat <= 90
    ? { lon: from.lon, lat }
    : { lon: from.lon <= 0 ? from.lon + 180 : from.lon - 180, lat: 180 - lat };
}

/** The same place with the longitude that is nearest to the one before it. */
function continueFrom(before: GeoPoint, here: GeoPoint): GeoPoint {
  return { lon: here.lon - 360 * Math.round((here.lon - before.lon) / 360), lat: here.lat };
}
