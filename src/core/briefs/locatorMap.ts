import type { MapBlock } from './briefDocument.ts';
import type { BriefRecord } from './briefRecord.ts';
import { type BriefWriter, plainText, text } from './briefWriter.ts';

/** Countries of the region and its neighbours whose names help to read a locator map. */
export const mapNeighbours: readonly string[] = [
  'AU',
  'BD',
  'BN',
  'BT',
  'CN',
  'ID',
  'IN',
  'JP',
  'KH',
  'KR',
  'LA',
  'LK',
  'MM',
  'MN',
  'MY',
  'NP',
  'PG',
  'PH',
  'SG',
  'TH',
  'TL',
  'UZ',
  'VN',
];

type Place = { readonly id: string; readonly lat?: number; readonly lon?: number };

/**
 * Where the subject is. undefined when neither a place nor a country is known.
 * @param countries ids of countries that the audience may see
 */
export function locatorMap(
  writer: BriefWriter,
  cities: readonly (BriefRecord<'city'> | Place)[],
  countries: readonly string[],
): MapBlock | undefined {
  const points = cities.flatMap((city) => {
    const { lat, lon } = city as Place;
    const [run] = writer.name(city.id) ?? [];
    if (typeof lat !== 'number' || typeof lon !== 'number' || run?.type !== 'text') return [];
    return [{ lat, lon, label: run.text, ...(run.lang ? { lang: run.lang } : {}) }];
  });
  if (points.length === 0 && countries.length === 0) return undefined;
  const names = writer.names(countries);
  const places = writer.join(points.map((point) => [text(point.label)]));
  const caption =
    points.length === 0
      ? names
      : names.length > 0
        ? writer.say('brief:map.caption', { places, countries: names })
        : places;
  return {
    type: 'map',
    points,
    countries,
    countryLabels: countryLabels(writer, countries),
    caption,
    alternative: plainText(
      points.length === 0
        ? writer.say('brief:map.countriesOnly', { countries: names })
        : writer.say('brief:map.alternative', {
            places: writer.join(
              points.map((point) =>
                writer.say('brief:map.place', {
                  name: point.label,
                  lat: degrees(writer, point.lat),
                  lon: degrees(writer, point.lon),
                }),
              ),
            ),
            countries: names.length > 0 ? names : writer.unknown(),
          }),
    ),
  };
}

function countryLabels(writer: BriefWriter, countries: readonly string[]): MapBlock['countryLabels'] {
  const regions = new Intl.DisplayNames(writer.language, { type: 'region', style: 'short' });
  return [...new Set([...countries, ...mapNeighbours])].map((code) => {
    const [run] = writer.name(code) ?? [];
    if (run?.type === 'text') return { code, text: run.text, ...(run.lang ? { lang: run.lang } : {}) };
    // The registry knows no such country: its usual name without the second one in brackets.
    return { code, text: (regions.of(code) ?? code).replace(/\s*[(（].*$/u, '') };
  });
}

function degrees(writer: BriefWriter, value: number): string {
  return new Intl.NumberFormat(writer.language, { maximumFractionDigits: 2 }).format(value);
}
