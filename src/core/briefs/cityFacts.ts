import type { FactTable, Line } from './briefDocument.ts';
import type { BriefRecord } from './briefRecord.ts';
import { type BriefWriter, muted, text } from './briefWriter.ts';
import { cell } from './sections.ts';
import { sourcesIn } from './sourceNumbers.ts';

type Row = FactTable['rows'][number];

/** The key facts of a city. The ones that every reader asks for are there even when they are not known. */
export function cityFacts(
  writer: BriefWriter,
  city: BriefRecord<'city'>,
  country: BriefRecord<'country'> | undefined,
): FactTable {
  const row = (label: string, lines: readonly Line[]): Row => ({
    label: writer.plain(`brief:fact.${label}`),
    value: cell(writer, lines),
  });
  const rows = [
    row('country', countryLines(writer, city, country)),
    row('population', populationLines(writer, city)),
    row('ascn', ascnLines(writer, city)),
    row('focusAreas', [writer.names(city.focusAreas)]),
    row('challenges', [writer.names(city.challenges)]),
    row('hazards', hazardLines(writer, city)),
    row('character', characterLines(writer, city)),
  ];
  if (city.confidence) {
    const confidence = text(writer.choice('confidence', city.confidence));
    rows.push(row('confidence', [[confidence], muted(writer.text(city.confidenceNote))]));
  }
  const remarks = writer.text(city.remarks);
  if (remarks.length > 0) rows.push(row('remarks', [remarks]));
  return { type: 'facts', caption: writer.plain('brief:heading.facts'), rows };
}

function countryLines(
  writer: BriefWriter,
  city: BriefRecord<'city'>,
  country: BriefRecord<'country'> | undefined,
): Line[] {
  const type = city.type ? [text(writer.choice('city-type', city.type))] : [];
  if (!country)
    return [writer.join([writer.name(city.country) ?? [], type].filter((line) => line.length > 0))];
  writer.use(country);
  const own = writer.hasOwnLanguage(country.officialName)
    ? writer.text(country.officialName)
    : writer.name(country.id);
  const first =
    type.length > 0 ? writer.say('brief:fact.countryAndType', { country: own ?? [], type }) : (own ?? []);
  const details = [
    country.capital && writer.say('brief:fact.capital', { value: writer.text(country.capital) }),
    officialLanguages(writer, country),
    country.currency?.name &&
      writer.say('brief:fact.currency', { value: writer.text(country.currency.name) }),
    fiscalYearStart(writer, country),
  ].filter((line): line is Line => Boolean(line && line.length > 0));
  return [[...first, ...writer.citeRecord(city)], muted(writer.join(details))];
}

function officialLanguages(writer: BriefWriter, country: BriefRecord<'country'>): Line {
  const names = (country.languages ?? [])
    .filter((language) => language.official && language.code)
    .map(({ code, ja }) => {
      if (writer.language === 'ja' && ja) return [text(ja)];
      return [text(new Intl.DisplayNames(writer.language, { type: 'language' }).of(code as string) ?? '')];
    });
  return names.length > 0 ? writer.say('brief:fact.languages', { value: writer.join(names) }) : [];
}

function fiscalYearStart(writer: BriefWriter, country: BriefRecord<'country'>): Line {
  const start = /^(\d{2})-(\d{2})$/.exec(country.fiscalYearStart ?? '');
  if (!start) return [];
  const day = new Intl.DateTimeFormat(writer.language === 'en' ? 'en-GB' : writer.language, {
    month: 'long',
    day: 'numeric',
    timeZone: 'UTC',
  });
  return writer.say('brief:fact.countryFiscalYear', {
    value: day.format(new Date(Date.UTC(2001, Number(start[1]) - 1, Number(start[2])))),
  });
}

function populationLines(writer: BriefWriter, city: BriefRecord<'city'>): Line[] {
  const { population } = city;
  if (!population || typeof population.value !== 'number') return [];
  const others = Array.isArray(population.alternatives) ? (population.alternatives as unknown[]) : [];
  const lines: Line[] = [
    populationLine(writer, population as Population),
    ...others.slice(0, 2).flatMap((other) => {
      const figure = other as Population;
      if (!figure || typeof figure.value !== 'number') return [];
      return [muted(writer.say('brief:fact.otherFigure', { figure: populationLine(writer, figure) }))];
    }),
  ];
  const note = writer.untagged(population.note);
  if (note.length > 0) lines.push(muted(note));
  return lines;
}

type Population = NonNullable<BriefRecord<'city'>['population']>;

function populationLine(writer: BriefWriter, figure: Population): Line {
  const details = [
    typeof figure.year === 'number' ? writer.say('brief:fact.year', { year: String(figure.year) }) : [],
    writer.untagged(figure.scope),
  ].filter((line) => line.length > 0);
  const key = figure.approximate ? 'brief:fact.peopleAbout' : 'brief:fact.people';
  const people = writer.say(key, { value: writer.number(figure.value ?? 0) });
  const line =
    details.length > 0
      ? writer.say('brief:fact.withDetails', { value: people, details: writer.join(details) })
      : people;
  return [...line, ...writer.cite(sourcesIn(figure.sources), figure.confidence ?? undefined)];
}

function ascnLines(writer: BriefWriter, city: BriefRecord<'city'>): Line[] {
  const { ascn } = city;
  if (!ascn || typeof ascn.member !== 'boolean') return [];
  if (!ascn.member) return [[text(writer.plain('brief:fact.notMember'))]];
  const details = [
    ascn.joinedYear ? writer.say('brief:fact.since', { year: String(ascn.joinedYear) }) : [],
    ascn.cohort ? [text(writer.choice('cohort', ascn.cohort))] : [],
  ].filter((line) => line.length > 0);
  const member: Line = [text(writer.plain('brief:fact.member'))];
  return [
    details.length > 0
      ? writer.say('brief:fact.withDetails', { value: member, details: writer.join(details) })
      : member,
  ];
}

function hazardLines(writer: BriefWriter, city: BriefRecord<'city'>): Line[] {
  if (!city.hazards?.length) return [];
  return [writer.choices('hazards', city.hazards), muted([text(writer.plain('brief:fact.hazardsNote'))])];
}

function characterLines(writer: BriefWriter, city: BriefRecord<'city'>): Line[] {
  const koppen = city.climate?.koppen;
  const known = koppen && climates.has(koppen) ? writer.choice('koppen', koppen) : undefined;
  const parts = [
    city.urbanForm?.length ? writer.choices('urbanForm', city.urbanForm) : [],
    koppen
      ? writer.say('brief:fact.climate', {
          value: known
            ? writer.say('brief:fact.withDetails', { value: known, details: koppen })
            : writer.untagged(koppen),
        })
      : [],
    timeZone(writer, city),
  ].filter((line) => line.length > 0);
  return [writer.join(parts)];
}

/** Classes of the Köppen climate classification that have a name in `locales`. */
const climates = new Set([
  'Af',
  'Am',
  'Aw',
  'As',
  'Cwa',
  'Cwb',
  'Cfa',
  'Cfb',
  'BSh',
  'BWh',
  'Dwc',
  'BSk',
  'Csa',
]);

function timeZone(writer: BriefWriter, city: BriefRecord<'city'>): Line {
  if (!city.timezone) return [];
  let offset: string | undefined;
  try {
    offset = new Intl.DateTimeFormat('en', { timeZone: city.timezone, timeZoneName: 'shortOffset' })
      .formatToParts(new Date(`${writer.asOf}T00:00:00Z`))
      .find((part) => part.type === 'timeZoneName')
      ?.value.replace('GMT', 'UTC');
  } catch {
    // A zone that this machine does not know is shown by its name alone.
  }
  const value = offset ? [text(`${city.timezone} (${offset})`)] : writer.untagged(city.timezone);
  return value.length > 0 ? writer.say('brief:fact.timeZone', { value }) : [];
}
