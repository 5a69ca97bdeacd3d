import type { Line } from './briefDocument.ts';
import type { BriefRecord } from './briefRecord.ts';
import { type BriefWriter, text } from './briefWriter.ts';
import { sortMous } from './mouTable.ts';
import { sortStudies } from './studyTable.ts';

/** What the audience may see around a city, by kind. */
export interface CityMatters {
  readonly studies: readonly BriefRecord<'study'>[];
  readonly followUps: readonly BriefRecord<'followUp'>[];
  readonly needs: readonly BriefRecord<'need'>[];
  readonly mous: readonly BriefRecord<'mou'>[];
}

/** Needs that are named before it says "among them". */
const namedNeeds = 3;

/** The few sentences that a reader takes along who reads no further. */
export function cityGlance(writer: BriefWriter, city: BriefRecord<'city'>, matters: CityMatters): Line[] {
  return [
    membership(writer, city),
    population(writer, city),
    city.challenges?.length
      ? writer.say('brief:glance.challenges', { list: writer.names(city.challenges.slice(0, 5)) })
      : [],
    studies(writer, matters.studies),
    nextStep(writer, matters.followUps),
    needs(writer, matters.needs),
    mous(writer, matters.mous),
  ].filter((line) => line.length > 0);
}

function membership(writer: BriefWriter, city: BriefRecord<'city'>): Line {
  const country = writer.name(city.country);
  if (!country) return [];
  if (!city.ascn?.member) return writer.say('brief:glance.place', { country });
  if (!city.ascn.joinedYear) return writer.say('brief:glance.member', { country });
  return writer.say('brief:glance.memberSince', { country, year: String(city.ascn.joinedYear) });
}

function population(writer: BriefWriter, city: BriefRecord<'city'>): Line {
  const { value, year } = city.population ?? {};
  if (typeof value !== 'number') return [];
  const number = writer.number(value);
  return typeof year === 'number'
    ? writer.say('brief:glance.populationInYear', { value: number, year: String(year) })
    : writer.say('brief:glance.population', { value: number });
}

export function studies(writer: BriefWriter, all: readonly BriefRecord<'study'>[]): Line {
  const [latest] = sortStudies(all);
  const title = latest ? writer.text(latest.title) : [];
  if (!latest || title.length === 0) return [];
  const year =
    typeof latest.fiscalYear === 'number' ? writer.fiscalYear(latest.fiscalYear) : writer.unknown();
  return writer.say('brief:glance.studies', { count: all.length, title, year });
}

function nextStep(writer: BriefWriter, followUps: readonly BriefRecord<'followUp'>[]): Line {
  const [next] = followUps
    .filter(({ status }) => status === 'planned' || status === 'waiting')
    .sort((a, b) => ((a.due ?? '9999') < (b.due ?? '9999') ? -1 : 1));
  if (!next) return [];
  const action = writer.text(next.nextAction);
  const title = action.length > 0 ? action : writer.text(next.title);
  return next.due
    ? writer.say('brief:glance.nextStepDue', { title, due: writer.date(next.due) })
    : writer.say('brief:glance.nextStep', { title });
}

/** @param open the needs that are still wanted, in the order of the table */
function needs(writer: BriefWriter, open: readonly BriefRecord<'need'>[]): Line {
  if (open.length === 0) return [];
  const list = writer.join(open.slice(0, namedNeeds).map((need) => writer.text(need.title)));
  const key = open.length > namedNeeds ? 'brief:glance.needsAmong' : 'brief:glance.needs';
  return writer.say(key, { count: open.length, list });
}

function mous(writer: BriefWriter, all: readonly BriefRecord<'mou'>[]): Line {
  const [latest] = sortMous(all);
  if (!latest) return [];
  const title = writer.text(latest.title);
  const date = latest.date ? [text(writer.date(latest.date))] : writer.unknown();
  return writer.say('brief:glance.mous', { count: all.length, title, date });
}
