import { fiscalYearOfDay } from '../calendar/fiscalYear.ts';
import type { LanguageMap } from '../kinds/fieldTypes.ts';
import { canonicalJson } from '../ledger/canonicalJson.ts';
import { checkCap, checkOwnShare, checkRate, limitsOf } from './checkMoney.ts';
import { checkPartner } from './checkPartner.ts';
import { checkPlace } from './checkPlace.ts';
import { checkStage } from './checkStage.ts';
import { checkYear } from './checkYear.ts';
import type { Decision } from './decision.ts';
import type {
  CheckedCondition,
  CheckedProgramme,
  CheckedProject,
  Condition,
  EligibilityCheck,
} from './eligibilityTypes.ts';

/**
 * A project against a programme's conditions: which hold, which fail, which are unknown. Every line that the programme
 * itself writes stands in the answer; one that no structured condition was read from is unknown and is asked as it is
 * written. Nothing is decided from what is not recorded.
 * @param today `YYYY-MM-DD`; its fiscal year counts where the project names none
 */
export function checkProgramme(
  programme: CheckedProgramme,
  project: CheckedProject,
  today: string,
): EligibilityCheck {
  const year = project.applicationFy ?? fiscalYearOfDay(today);
  const ongoing = programme.status === 'ongoing';
  const decide = (condition: Condition) => checkCondition(condition, project, year, ongoing);
  const conditions: CheckedCondition[] = [];

  const { years } = programme;
  if (years && (typeof years.startFy === 'number' || typeof years.endFy === 'number')) {
    conditions.push({ origin: 'years', test: 'fiscal-year', ...checkYear(years, year, ongoing) });
  }
  const left = new Set(programme.conditions);
  for (const wording of programme.eligibility) {
    const own = programme.conditions.filter(
      (condition) => condition.wording && sameWords(condition.wording, wording),
    );
    for (const condition of own) {
      left.delete(condition);
      conditions.push(join('eligibility', condition, decide(condition), wording));
    }
    if (own.length === 0) conditions.push(join('eligibility', {}, wordsOnly, wording));
  }
  for (const condition of left)
    conditions.push(join('conditions', condition, decide(condition), condition.wording ?? undefined));
  conditions.push(...subsidyConditions(programme, project));
  return { conditions, ...summarise(conditions) };
}

const wordsOnly: Decision = { outcome: 'unknown', because: { code: 'wordsOnly' }, ask: 'words' };

function checkCondition(
  condition: Condition,
  project: CheckedProject,
  year: number,
  ongoing: boolean,
): Decision {
  switch (condition.test) {
    case 'place':
      return checkPlace(condition, project);
    case 'partner':
      return checkPartner(condition, project);
    case 'stage':
      return checkStage(condition, project);
    case 'fiscal-year':
      return checkYear(condition, year, ongoing);
    case 'sectors':
      return checkSectors(condition, project);
    case 'subsidy-rate':
      return typeof condition.number === 'number' ? checkRate([condition.number], project) : wordsOnly;
    case 'own-share':
      return checkOwnShare(condition, project);
    default:
      return wordsOnly;
  }
}

/** Whether the project spans so many sectors. More may simply not be recorded yet, but then it is not shown either. */
function checkSectors({ number }: Condition, { sectors }: CheckedProject): Decision {
  if (typeof number !== 'number') return wordsOnly;
  const values = { value: new Set(sectors).size, least: number };
  return values.value >= number
    ? { outcome: 'holds', because: { code: 'sectorsEnough', values } }
    : { outcome: 'fails', because: { code: 'sectorsFew', values } };
}

function subsidyConditions({ subsidy }: CheckedProgramme, project: CheckedProject): CheckedCondition[] {
  const { rates, caps } = limitsOf(subsidy);
  const wording = subsidy?.note ? { ja: subsidy.note } : undefined;
  return [
    ...(rates.length > 0
      ? [{ origin: 'subsidy', test: 'subsidy-rate', ...checkRate(rates, project) } as const]
      : []),
    ...(caps.length > 0 ? [{ origin: 'subsidy', test: 'cap', ...checkCap(caps, project) } as const] : []),
  ].map((condition) => (wording ? { ...condition, wording } : condition));
}

function join(
  origin: CheckedCondition['origin'],
  condition: Condition,
  decision: Decision,
  wording: LanguageMap | undefined,
): CheckedCondition {
  const { test, region, organisationType, question } = condition;
  const asks = decision.outcome === 'unknown' && question;
  return {
    origin,
    ...(test ? { test } : {}),
    ...(region ? { region } : {}),
    ...(organisationType ? { organisationType } : {}),
    ...decision,
    ...(wording ? { wording } : {}),
    ...(asks ? { question } : {}),
  };
}

function summarise(conditions: readonly CheckedCondition[]): Omit<EligibilityCheck, 'conditions'> {
  const count = (outcome: CheckedCondition['outcome']) =>
    conditions.filter((condition) => condition.outcome === outcome).length;
  const [holds, fails, unknown] = [count('holds'), count('fails'), count('unknown')];
  const verdict = conditions.length === 0 ? 'nothing' : fails > 0 ? 'no' : unknown > 0 ? 'open' : 'yes';
  return { holds, fails, unknown, verdict };
}

function sameWords(a: LanguageMap, b: LanguageMap): boolean {
  return canonicalJson(a) === canonicalJson(b) || Object.entries(b).some(([lang, text]) => a[lang] === text);
}
