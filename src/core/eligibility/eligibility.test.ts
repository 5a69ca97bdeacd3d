import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRate } from './checkMoney.ts';
import { checkProgramme } from './checkProgramme.ts';
import type { CheckedProgramme, CheckedProject, Condition } from './eligibilityTypes.ts';

const today = '2026-11-26';
const project: CheckedProject = {
  stage: 'study',
  cities: [{ id: 'jakarta', country: 'ID', asean: true, ascn: true }],
  partners: [{ id: 'org.a', type: 'company', country: 'JP', asean: false }],
  sectors: ['sec.water'],
};
const nothing: CheckedProgramme = { eligibility: [], conditions: [] };
const only = (condition: Condition, own: Partial<CheckedProject> = {}) => {
  const check = checkProgramme({ ...nothing, conditions: [condition] }, { ...project, ...own }, today);
  const [first] = check.conditions;
  return [first?.outcome, first?.because.code];
};

describe('a condition on the place', () => {
  const tokyo = { id: 'tokyo', country: 'JP', asean: false };
  const somewhere = { id: 'somewhere', country: 'VN', asean: true };
  it.each([
    ['ascn', project.cities, 'holds', 'placeAll'],
    ['ascn', [...project.cities, { ...tokyo, ascn: false }], 'fails', 'placeOutside'],
    ['ascn', [somewhere], 'unknown', 'placeUnclear'],
    ['ascn', [], 'unknown', 'placeNone'],
    ['asean', [somewhere], 'holds', 'placeAll'],
    ['japan', [tokyo], 'holds', 'placeAll'],
    ['japan', project.cities, 'fails', 'placeOutside'],
    ['abroad', [tokyo], 'fails', 'placeOutside'],
    ['abroad', [{ id: 'nowhere' }], 'unknown', 'placeUnclear'],
    ['abroad-outside-ascn', project.cities, 'fails', 'placeOutside'],
    ['abroad-outside-ascn', [{ ...somewhere, ascn: false }], 'holds', 'placeAll'],
    ['abroad-outside-ascn', [tokyo], 'fails', 'placeOutside'],
    ['abroad-outside-ascn', [somewhere], 'unknown', 'placeUnclear'],
  ] as const)('%s', (region, cities, outcome, code) => {
    expect(only({ test: 'place', region }, { cities })).toEqual([outcome, code]);
  });

  it('without a region is only words', () => {
    expect(only({ test: 'place' })).toEqual(['unknown', 'wordsOnly']);
  });
});

describe('a condition on the partners', () => {
  const firm: Condition = { test: 'partner', organisationType: 'company', region: 'japan' };
  it('holds with one that fits', () => {
    expect(only(firm)).toEqual(['holds', 'partnerThere']);
  });
  it('fails when all partners are known and none fits', () => {
    expect(only({ ...firm, organisationType: 'local-government' })).toEqual(['fails', 'partnerMissing']);
    expect(only({ ...firm, region: 'asean' })).toEqual(['fails', 'partnerMissing']);
  });
  it('stays open while a partner may be the wanted one, or none is recorded', () => {
    const partners = [{ id: 'org.b', country: 'JP' }];
    expect(only(firm, { partners })).toEqual(['unknown', 'partnerUnclear']);
    expect(only(firm, { partners: [{ id: 'org.c', type: 'company' }] })).toEqual([
      'unknown',
      'partnerUnclear',
    ]);
    expect(only(firm, { partners: [] })).toEqual(['unknown', 'partnerNone']);
  });
  it('asks who applies when the role is not recorded', () => {
    const applicant = { ...firm, role: 'applicant' };
    expect(only(applicant)).toEqual(['unknown', 'roleUnclear']);
    const partners = [{ id: 'org.a', type: 'company', country: 'JP', role: ' Applicant ' }];
    expect(only(applicant, { partners })).toEqual(['holds', 'partnerThere']);
  });
});

describe('conditions on stage, sectors and year', () => {
  it('want the stage or a later one', () => {
    expect(only({ test: 'stage', stage: 'study' })).toEqual(['holds', 'stageReached']);
    expect(only({ test: 'stage', stage: 'supported' })).toEqual(['fails', 'stageEarlier']);
    expect(only({ test: 'stage', stage: 'need' }, { stage: 'stopped' })).toEqual(['fails', 'stageStopped']);
    expect(only({ test: 'stage', stage: 'need' }, { stage: undefined })).toEqual(['unknown', 'stageNone']);
    expect(only({ test: 'stage' })).toEqual(['unknown', 'wordsOnly']);
  });
  it('count each sector once', () => {
    expect(only({ test: 'sectors', number: 2 }, { sectors: ['a', 'a'] })).toEqual(['fails', 'sectorsFew']);
    expect(only({ test: 'sectors', number: 2 }, { sectors: ['a', 'b'] })).toEqual(['holds', 'sectorsEnough']);
  });
  it.each([
    [2023, '2024-03-31', 'fails'],
    [2024, '2024-04-01', 'holds'],
    [2026, '2027-03-31', 'holds'],
    [2027, '2027-04-01', 'fails'],
  ])('take FY%i, that of %s', (_year, day, outcome) => {
    const programme = { ...nothing, years: { startFy: 2024, endFy: 2026 } };
    expect(checkProgramme(programme, project, day).conditions[0]?.outcome).toBe(outcome);
  });
  it('take the year of the application before that of today', () => {
    const programme = { ...nothing, years: { startFy: 2020, endFy: 2021 } };
    expect(checkProgramme(programme, { ...project, applicationFy: 2021 }, today).verdict).toBe('yes');
    expect(checkProgramme(programme, project, today).verdict).toBe('no');
  });
  it('know no end only of a programme that goes on', () => {
    const years = { startFy: 2021 };
    expect(checkProgramme({ ...nothing, years, status: 'ongoing' }, project, today).verdict).toBe('yes');
    expect(checkProgramme({ ...nothing, years, status: 'unknown' }, project, today).verdict).toBe('open');
    expect(checkProgramme({ ...nothing, years: {} }, project, today).verdict).toBe('nothing');
  });
});

describe('conditions on money', () => {
  const half = { ...nothing, subsidy: { rate: '1/2', capYen: 50_000_000 } };
  const outcomes = (programme: CheckedProgramme, totalYen?: number, subsidyYen?: number) =>
    checkProgramme(programme, { ...project, totalYen, subsidyYen }, today).conditions.map(
      ({ outcome }) => outcome,
    );

  it('compare with the share and the cap, exactly on the limit included', () => {
    expect(outcomes(half, 100_000_000, 50_000_000)).toEqual(['holds', 'holds']);
    expect(outcomes(half, 100_000_000, 50_000_001)).toEqual(['fails', 'fails']);
    expect(outcomes(half)).toEqual(['unknown', 'unknown']);
    expect(outcomes(half, 0, 0)).toEqual(['unknown', 'holds']);
  });
  it('depend on the kind of grant between its limits', () => {
    const tiers = [
      { name: 'SME', rate: '1/2', capYen: 20_000_000 },
      { name: 'large', rate: '1/3', capYen: 10_000_000 },
    ];
    const programme = { ...nothing, subsidy: { rate: '中小企業1/2、大企業1/3', capYen: 20_000_000, tiers } };
    expect(outcomes(programme, 30_000_000, 10_000_000)).toEqual(['holds', 'holds']);
    expect(outcomes(programme, 30_000_000, 15_000_000)).toEqual(['unknown', 'unknown']);
    expect(outcomes(programme, 30_000_000, 21_000_000)).toEqual(['fails', 'fails']);
  });
  it('take no share from words', () => {
    expect(outcomes({ ...nothing, subsidy: { rate: '定額' } }, 10, 10)).toEqual([]);
    const tiers = [{ rate: '500万円まで定額、超過分2/3' }, { rate: '1/2' }];
    expect(outcomes({ ...nothing, subsidy: { tiers } }, 10, 10)).toEqual([]);
    expect(outcomes({ ...nothing, subsidy: { tiers: 'broken' } }, 10, 10)).toEqual([]);
  });
  it('want an own share above the subsidy', () => {
    expect(only({ test: 'own-share' }, { totalYen: 100, subsidyYen: 49 })).toEqual(['holds', 'ownShareMore']);
    expect(only({ test: 'own-share' }, { totalYen: 100, subsidyYen: 50 })).toEqual(['fails', 'ownShareLess']);
    expect(only({ test: 'own-share' })).toEqual(['unknown', 'moneyNone']);
  });
  it.each([
    ['1/2', 0.5],
    ['２／３', 2 / 3],
    ['50%', 0.5],
    ['1/0', undefined],
    ['約1/2', undefined],
    ['', undefined],
    [null, undefined],
  ])('read %s as a share', (text, share) => {
    expect(parseRate(text)).toBe(share);
  });
});

describe('the whole check', () => {
  const line = { ja: 'ASCN参加都市の課題が対象' };
  const other = { ja: '有識者の助言を経ること' };

  it('shows every line of the programme, and asks what no data decide', () => {
    const check = checkProgramme(
      {
        ...nothing,
        eligibility: [line, other],
        conditions: [{ test: 'place', region: 'ascn', wording: line }],
      },
      project,
      today,
    );
    expect(check.conditions.map(({ wording, outcome, ask }) => [wording, outcome, ask])).toEqual([
      [line, 'holds', undefined],
      [other, 'unknown', 'words'],
    ]);
    expect(check).toMatchObject({ holds: 1, fails: 0, unknown: 1, verdict: 'open' });
  });

  it('asks in the words of the programme where it has some', () => {
    const question = { en: 'Who applies?' };
    const condition: Condition = { test: 'partner', role: 'applicant', question };
    const check = (own: CheckedProject) =>
      checkProgramme({ ...nothing, conditions: [condition] }, own, today).conditions[0]?.question;
    expect(check(project)).toEqual(question);
    expect(check({ ...project, partners: [{ id: 'x', role: 'applicant' }] })).toBeUndefined();
  });

  it('never decides for a project of which nothing is known', () => {
    const anyCondition = fc.record(
      {
        test: fc.constantFrom('place', 'partner', 'stage', 'subsidy-rate', 'own-share'),
        region: fc.constantFrom('japan', 'abroad', 'asean', 'ascn', 'abroad-outside-ascn'),
        organisationType: fc.constantFrom('company', 'university'),
        stage: fc.constantFrom('need', 'study', 'made-up'),
        number: fc.double({ min: 0, max: 1, noNaN: true }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(
        fc.array(anyCondition, { maxLength: 5 }),
        fc.array(fc.constant(line), { maxLength: 2 }),
        (conditions, eligibility) => {
          const empty = { cities: [], partners: [], sectors: [] };
          const check = checkProgramme({ eligibility, conditions: conditions as Condition[] }, empty, today);
          expect(check.holds + check.fails).toBe(0);
          expect(check.unknown).toBe(conditions.length + eligibility.length);
        },
      ),
    );
  });
});
