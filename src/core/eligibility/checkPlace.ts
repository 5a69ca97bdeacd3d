import type { ConditionRegion } from '../kinds/choices.ts';
import type { Decision } from './decision.ts';
import type { CheckedCity, CheckedProject, Condition } from './eligibilityTypes.ts';

/** Whether every city of the project lies where the programme works. */
export function checkPlace(condition: Condition, project: CheckedProject): Decision {
  const { region } = condition;
  if (!region) return { outcome: 'unknown', because: { code: 'wordsOnly' }, ask: 'words' };
  if (project.cities.length === 0)
    return { outcome: 'unknown', because: { code: 'placeNone' }, ask: 'place' };
  const answers = project.cities.map((city) => ({ id: city.id, inside: isInside(city, region) }));
  const outside = answers.filter(({ inside }) => inside === false).map(({ id }) => id);
  if (outside.length > 0) return { outcome: 'fails', because: { code: 'placeOutside', ids: outside } };
  const unclear = answers.filter(({ inside }) => inside === undefined).map(({ id }) => id);
  if (unclear.length > 0) {
    return { outcome: 'unknown', because: { code: 'placeUnclear', ids: unclear }, ask: 'placeDetail' };
  }
  return { outcome: 'holds', because: { code: 'placeAll', ids: answers.map(({ id }) => id) } };
}

function isInside(city: CheckedCity, region: ConditionRegion): boolean | undefined {
  const { country } = city;
  const japan = country === undefined ? undefined : country === 'JP';
  switch (region) {
    case 'japan':
      return japan;
    case 'abroad':
      return not(japan);
    case 'asean':
      return city.asean;
    case 'ascn':
      return city.ascn;
    case 'abroad-outside-ascn':
      return japan === true ? false : and(not(japan), not(city.ascn));
  }
}

function not(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

function and(a: boolean | undefined, b: boolean | undefined): boolean | undefined {
  if (a === false || b === false) return false;
  return a === undefined || b === undefined ? undefined : true;
}
