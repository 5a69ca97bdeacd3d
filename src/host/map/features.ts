import type { MapFeature } from '#contract/schemas.ts';
import { countryAnchor } from '#core/geo/countryAnchor.ts';
import type { Visibility } from '#core/kinds/choices.ts';
import type { KindName, LanguageMap } from '#core/kinds/fieldTypes.ts';
import { definitionOf } from '#core/kinds/index.ts';
import { visibleTo } from '#core/records/audience.ts';
import { tableOf } from '#db/columns.ts';
import { statusField } from '#db/queries/links.ts';
import type { Statements } from '#db/statements.ts';
import { type MapLink, MapLinks, type MapTarget } from './links.ts';

interface Place {
  readonly id: string;
  readonly lat: number;
  readonly lon: number;
  readonly precision: 'own' | 'city' | 'country';
}

interface Row {
  readonly id: string;
  readonly kind: KindName;
  readonly label: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly fiscal_year: number | null;
}

/** Records that are read together: some hundredths of a second. */
const slice = 500;
/** From a record to where it stands there are at most so many steps: a follow-up, its study, the study's city. */
const mostSteps = 3;

/**
 * Everything with a place, one feature for each place that it has, by rising row. Between its steps others may be
 * answered: with 100,000 records all of them take seconds. What is written meanwhile may or may not be in the answer;
 * whoever asked hears of it and asks again.
 */
export function* readingMapFeatures(
  statements: Statements,
  kinds: readonly KindName[],
  audience: Visibility,
): Generator<void, MapFeature[], void> {
  const visible = JSON.stringify(visibleTo(audience));
  // From the index alone, so that what follows can go through the records slice by slice.
  const wanted = statements
    .all<{ row: number }>(
      `SELECT row FROM record WHERE deleted_at IS NULL AND kind IN (SELECT value FROM json_each(?))
         AND visibility IN (SELECT value FROM json_each(?)) ORDER BY row`,
      JSON.stringify(kinds),
      visible,
    )
    .map(({ row }) => row);
  const links = new MapLinks(statements, kinds, visible);
  const features: MapFeature[] = [];
  for (let start = 0; start < wanted.length; start += slice) {
    yield;
    const rows = statements.all<Row>(
      `SELECT id, kind, label, latitude, longitude, fiscal_year FROM record
       WHERE row IN (SELECT value FROM json_each(?)) AND deleted_at IS NULL
         AND visibility IN (SELECT value FROM json_each(?)) ORDER BY row`,
      JSON.stringify(wanted.slice(start, start + slice)),
      visible,
    );
    readWays(rows, links);
    const stages = readStages(statements, rows);
    const languages = readLocalLanguages(statements, rows);
    for (const row of rows) {
      const places = placesOf(row, links);
      if (places.length === 0) continue;
      const own = links.of(row.id);
      const countries = new Set(own.filter(({ target }) => target.kind === 'country').map(({ to }) => to));
      for (const place of places) {
        const country = links.of(place.id).find(({ field }) => field === 'country');
        if (country) countries.add(country.to);
      }
      const stage = stages.get(row.id);
      const localLanguage = languages.get(row.id);
      const label = JSON.parse(row.label) as LanguageMap;
      for (const place of places) {
        features.push({
          id: row.id,
          kind: row.kind,
          label,
          ...(localLanguage ? { localLanguage } : {}),
          lat: place.lat,
          lon: place.lon,
          precision: place.precision,
          placeId: place.id,
          countries: [...countries],
          sectors: conceptIds(own, 'sector'),
          challenges: conceptIds(own, 'challenge'),
          ...(row.fiscal_year === null ? {} : { fiscalYear: row.fiscal_year }),
          ...(stage ? { stage } : {}),
        });
      }
    }
  }
  return features;
}

function conceptIds(own: readonly MapLink[], type: string): string[] {
  return own.filter(({ target }) => target.conceptType === type).map(({ to }) => to);
}

/** Reads what the records point to, what that points to, and so on, as far as a place may be found. */
function readWays(rows: readonly Row[], links: MapLinks) {
  let from: readonly Pick<Row, 'id' | 'kind'>[] = rows;
  for (let step = 0; step <= mostSteps && from.length > 0; step += 1) {
    links.read(from);
    from = from.flatMap(({ id, kind }) => {
      const fields = definitionOf(kind).place ?? [];
      return links
        .of(id)
        .filter(({ field }) => fields.includes(field))
        .map(({ to, target }) => ({ id: to, kind: target.kind }));
    });
  }
}

/** A record stands where it says itself, else at what its kind's `place` fields point to, followed up to three steps. */
function placesOf(
  row: Pick<Row, 'id' | 'kind' | 'latitude' | 'longitude'>,
  links: MapLinks,
  depth = 0,
): readonly Place[] {
  if (row.latitude !== null && row.longitude !== null) {
    return [{ id: row.id, lat: row.latitude, lon: row.longitude, precision: 'own' }];
  }
  const anchor = row.kind === 'country' ? pointOf(row.id, row) : undefined;
  if (anchor) return [anchor];
  const own = links.of(row.id);
  if (own.length === 0) return [];
  for (const field of definitionOf(row.kind).place ?? []) {
    const targets = own.filter((link) => link.field === field);
    const cities = targets.filter(({ target }) => target.kind === 'city');
    // "where" names both a city and its country; the city says more.
    const nearest = cities.length > 0 ? cities : targets;
    const places = nearest.flatMap(({ to, target }) => {
      const point = pointOf(to, target);
      if (point) return [point];
      const through = { id: to, kind: target.kind, latitude: null, longitude: null };
      return depth < mostSteps - 1 ? placesOf(through, links, depth + 1) : [];
    });
    if (places.length === 1) return places;
    const distinct = [...new Map(places.map((place) => [place.id, place])).values()];
    if (distinct.length > 0) return distinct;
  }
  return [];
}

/** Where a city or country is; of a country without a place of its own, the seat of its government. */
function pointOf(
  id: string,
  { kind, latitude, longitude }: Pick<MapTarget, 'kind' | 'latitude' | 'longitude'>,
): Place | undefined {
  if (kind !== 'city' && kind !== 'country') return undefined;
  if (latitude !== null && longitude !== null)
    return { id, lat: latitude, lon: longitude, precision: 'city' };
  const anchor = kind === 'country' ? countryAnchor[id] : undefined;
  return anchor && { id, lat: anchor.lat, lon: anchor.lon, precision: 'country' };
}

function readStages(statements: Statements, rows: readonly Row[]): Map<string, string> {
  const stages = new Map<string, string>();
  for (const kind of new Set(rows.map((row) => row.kind))) {
    const field = statusField(kind);
    if (!field) continue;
    const own = statements.all<{ id: string; stage: string }>(
      `SELECT id, "${field}" AS stage FROM ${tableOf(kind).table}
       WHERE id IN (SELECT value FROM json_each(?)) AND "${field}" IS NOT NULL`,
      idsOf(rows, kind),
    );
    for (const { id, stage } of own) stages.set(id, stage);
  }
  return stages;
}

function readLocalLanguages(statements: Statements, rows: readonly Row[]): Map<string, string> {
  if (!rows.some(({ kind }) => kind === 'city')) return new Map();
  const own = statements.all<{ id: string; language: string }>(
    `SELECT id, local_lang AS language FROM city
     WHERE id IN (SELECT value FROM json_each(?)) AND local_lang IS NOT NULL`,
    idsOf(rows, 'city'),
  );
  return new Map(own.map(({ id, language }) => [id, language]));
}

function idsOf(rows: readonly Row[], kind: KindName): string {
  return JSON.stringify(rows.filter((row) => row.kind === kind).map(({ id }) => id));
}
