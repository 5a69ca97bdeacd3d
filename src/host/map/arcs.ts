import type { MapArc } from '#contract/schemas.ts';
import { countryAnchor } from '#core/geo/countryAnchor.ts';
import type { Visibility } from '#core/kinds/choices.ts';
import type { KindName, LanguageMap } from '#core/kinds/fieldTypes.ts';
import { visibleTo } from '#core/records/audience.ts';
import type { Statements } from '#db/statements.ts';

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
