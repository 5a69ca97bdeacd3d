import type { MapArc, MapFeature } from '#contract/schemas.ts';
import { countryAnchor } from '#core/geo/countryAnchor.ts';
import type { Visibility } from '#core/kinds/choices.ts';
import type { KindName, LanguageMap } from '#core/kinds/fieldTypes.ts';
import { definitionOf } from '#core/kinds/index.ts';
import { visibleTo } from '#core/records/audience.ts';
import { tableOf } from '#db/columns.ts';
import { statusField } from '#db/queries/links.ts';
import type { Statements } from '#db/statements.ts';

interface Place {
  readonly id: string;
  readonly lat: number;
  readonly lon: number;
  readonly precision: 'own' | 'city' | 'country';
}

interface Row {
  id: string;
  kind: KindName;
  label: string;
  latitude: number | null;
  longitude: number | null;
  fiscal_year: number | null;
}

type Links = Map<string, { field: string; to: string; kind: KindName; conceptType: string | null }[]>;

/** Everything with a place, one feature for each place that it has. */
export function readMapFeatures(
  statements: Statements,
  kinds: readonly KindName[],
  audience: Visibility,
): MapFeature[] {
  const visible = visibleTo(audience);
  const rows = statements.all<Row>(
    `SELECT id, kind, label, latitude, longitude, fiscal_year FROM record
     WHERE deleted_at IS NULL AND kind IN (SELECT value FROM json_each(?))
       AND visibility IN (SELECT value FROM json_each(?))`,
    JSON.stringify(kinds),
    JSON.stringify(visible),
  );
  const links = readLinksOf(statements, kinds, visible);
  const points = readPoints(statements, visible);
  const stages = readStages(statements, kinds);
  const localLanguages = new Map(
    statements
      .all<{ id: string; lang: string }>(
        'SELECT id, local_lang AS lang FROM city WHERE local_lang IS NOT NULL',
      )
      .map((row) => [row.id, row.lang]),
  );
  return rows.flatMap((row) => {
    const own = links.get(row.id) ?? [];
    const conceptIds = (type: string) =>
      own.filter((link) => link.conceptType === type).map((link) => link.to);
    const places = placesOf(row, links, points);
    const countries = new Set(own.filter((link) => link.kind === 'country').map((link) => link.to));
    for (const place of places) {
      const country = links.get(place.id)?.find((link) => link.field === 'country');
      if (country) countries.add(country.to);
    }
    const stage = stages.get(row.id);
    const localLanguage = localLanguages.get(row.id);
    return places.map((place) => ({
      id: row.id,
      kind: row.kind,
      label: JSON.parse(row.label) as LanguageMap,
      ...(localLanguage ? { localLanguage } : {}),
      lat: place.lat,
      lon: place.lon,
      precision: place.precision,
      placeId: place.id,
      countries: [...countries],
      sectors: conceptIds('sector'),
      challenges: conceptIds('challenge'),
      ...(row.fiscal_year === null ? {} : { fiscalYear: row.fiscal_year }),
      ...(stage ? { stage } : {}),
    }));
  });
}

/**
 * Where Japanese organisations work: from the organisation (its country's seat of government while its own
 * place is not known) to each city that a study, an MoU or a solution ties it to.
 */
export function readMapArcs(statements: Statements, audience: Visibility): MapArc[] {
  const visible = JSON.stringify(visibleTo(audience));
  const rows = statements.all<{
    organisation: string;
    label: string;
    home: string;
    city: string;
    lat: number;
    lon: number;
    because: string;
    kind: KindName;
  }>(
    `WITH work AS (
       SELECT organisation.to_id AS organisation, place.to_id AS city, organisation.from_id AS because
       FROM link AS organisation JOIN link AS place ON place.from_id = organisation.from_id
       WHERE organisation.field IN ('consortium', 'parties', 'organisation', 'organisations')
         AND place.field IN ('city', 'cities', 'where')
       UNION SELECT from_id, to_id, from_id FROM link WHERE field = 'citiesActive'
     )
     SELECT organisation.id AS organisation, subject.label, organisation.home_country AS home,
            city.id AS city, city.lat, city.lon, work.because, reason.kind
     FROM work
     JOIN organisation ON organisation.id = work.organisation
     JOIN record AS subject ON subject.id = organisation.id AND subject.deleted_at IS NULL
     JOIN city ON city.id = work.city
     JOIN record AS place ON place.id = city.id AND place.deleted_at IS NULL
     JOIN record AS reason ON reason.id = work.because AND reason.deleted_at IS NULL
     WHERE organisation.home_country = 'JP' AND city.lat IS NOT NULL AND city.lon IS NOT NULL
       AND subject.visibility IN (SELECT value FROM json_each(?))
       AND place.visibility IN (SELECT value FROM json_each(?))
       AND reason.visibility IN (SELECT value FROM json_each(?))
     ORDER BY subject.sort_japanese, organisation.id, city.id, work.because`,
    visible,
    visible,
    visible,
  );
  const arcs = new Map<string, MapArc>();
  for (const row of rows) {
    const from = countryAnchor[row.home];
    if (!from) continue;
    const key = `${row.organisation}\n${row.city}`;
    const known = arcs.get(key);
    const reason = { kind: row.kind, id: row.because };
    if (known) known.because.push(reason);
    else {
      arcs.set(key, {
        organisationId: row.organisation,
        label: JSON.parse(row.label) as LanguageMap,
        from: { lat: from.lat, lon: from.lon },
        to: { lat: row.lat, lon: row.lon },
        cityId: row.city,
        because: [reason],
      });
    }
  }
  return [...arcs.values()];
}

/** A record stands where it says itself, else at what its kind's `place` fields point to, followed up to three steps. */
function placesOf(row: Row, links: Links, points: ReadonlyMap<string, Place>, depth = 0): Place[] {
  if (row.latitude !== null && row.longitude !== null) {
    return [{ id: row.id, lat: row.latitude, lon: row.longitude, precision: 'own' }];
  }
  const anchor = row.kind === 'country' ? points.get(row.id) : undefined;
  if (anchor) return [anchor];
  for (const field of definitionOf(row.kind).place ?? []) {
    const targets = (links.get(row.id) ?? []).filter((link) => link.field === field);
    const cities = targets.filter((link) => link.kind === 'city');
    // "where" names both a city and its country; the city says more.
    const nearest = cities.length > 0 ? cities : targets;
    const places = nearest.flatMap((link) => {
      const point = points.get(link.to);
      if (point) return [point];
      const through: Row = { ...row, id: link.to, kind: link.kind, latitude: null, longitude: null };
      return depth < 2 ? placesOf(through, links, points, depth + 1) : [];
    });
    const distinct = [...new Map(places.map((place) => [place.id, place])).values()];
    if (distinct.length > 0) return distinct;
  }
  return [];
}

function readPoints(statements: Statements, visible: readonly Visibility[]): Map<string, Place> {
  const points = new Map<string, Place>();
  const rows = statements.all<{ id: string; kind: KindName; lat: number | null; lon: number | null }>(
    `SELECT id, kind, latitude AS lat, longitude AS lon FROM record
     WHERE deleted_at IS NULL AND kind IN ('city', 'country') AND visibility IN (SELECT value FROM json_each(?))`,
    JSON.stringify(visible),
  );
  for (const { id, kind, lat, lon } of rows) {
    if (lat !== null && lon !== null) points.set(id, { id, lat, lon, precision: 'city' });
    else if (kind === 'country' && countryAnchor[id]) {
      points.set(id, { id, lat: countryAnchor[id].lat, lon: countryAnchor[id].lon, precision: 'country' });
    }
  }
  return points;
}

function readLinksOf(
  statements: Statements,
  kinds: readonly KindName[],
  visible: readonly Visibility[],
): Links {
  const through = [...new Set([...kinds, 'city', 'study', 'project', 'organisation'])];
  const rows = statements.all<{
    from: string;
    field: string;
    to: string;
    kind: KindName;
    type: string | null;
  }>(
    `SELECT link.from_id AS "from", link.field, link.to_id AS "to", target.kind, concept.type
     FROM link JOIN record AS origin ON origin.id = link.from_id AND origin.deleted_at IS NULL
     JOIN record AS target ON target.id = link.to_id AND target.deleted_at IS NULL
     LEFT JOIN concept ON concept.id = link.to_id
     WHERE origin.kind IN (SELECT value FROM json_each(?)) AND target.visibility IN (SELECT value FROM json_each(?))`,
    JSON.stringify(through),
    JSON.stringify(visible),
  );
  const links: Links = new Map();
  for (const { from, field, to, kind, type } of rows) {
    const own = links.get(from);
    const link = { field, to, kind, conceptType: type };
    if (own) own.push(link);
    else links.set(from, [link]);
  }
  return links;
}

function readStages(statements: Statements, kinds: readonly KindName[]): Map<string, string> {
  const stages = new Map<string, string>();
  for (const kind of kinds) {
    const field = statusField(kind);
    if (!field) continue;
    const rows = statements.all<{ id: string; stage: string }>(
      `SELECT id, "${field}" AS stage FROM ${tableOf(kind).table} WHERE "${field}" IS NOT NULL`,
    );
    for (const { id, stage } of rows) stages.set(id, stage);
  }
  return stages;
}
