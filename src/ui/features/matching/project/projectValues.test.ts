import { describe, expect, it } from 'vitest';
import { validateRecord } from '#core/records/validateRecord.ts';
import { dayAfter, followUpValues, type ProjectPlan, projectValues } from './projectValues.ts';

const plan: ProjectPlan = {
  title: '川の管理',
  description: 'マッチングの結果から登録。',
  followUpTitle: '初回の打合せ',
  language: 'ja',
  needs: ['need.bsb-river', 'need.bsb-river'],
  studies: [],
  cities: ['bandar-seri-begawan'],
  organisations: [{ organisation: 'org.nec' }, { organisation: 'org.pasco', role: 'データ連携基盤' }],
  today: '2026-12-25',
};

describe('a match that is taken up', () => {
  it('becomes a project that the registry accepts, each need once, unknown lists left out', () => {
    const values = projectValues(plan);
    expect(values).toMatchObject({ stage: 'matched', needs: ['need.bsb-river'], title: { ja: '川の管理' } });
    expect(values).not.toHaveProperty('studies');
    expect(validateRecord('project', values, 'create', 'ja')).toMatchObject({ stage: 'matched' });
  });

  it('gets a first follow-up that belongs to it and is due in two weeks, over the end of the year', () => {
    const values = followUpValues(plan, 'project.x');
    expect(values).toMatchObject({ project: 'project.x', due: '2027-01-08', city: 'bandar-seri-begawan' });
    expect(validateRecord('followUp', values, 'create', 'ja')).toMatchObject({ status: 'planned' });
  });

  it('is due on the day that was chosen, by the organisation that takes the step', () => {
    const values = followUpValues({ ...plan, due: '2027-02-01', responsible: 'org.nec' }, 'project.x');
    expect(values).toMatchObject({ due: '2027-02-01', responsible: 'org.nec' });
    expect(validateRecord('followUp', values, 'create', 'ja')).toMatchObject({ responsible: 'org.nec' });
  });

  it('leaves the city of the follow-up open when there are several', () => {
    expect(followUpValues({ ...plan, cities: ['hue', 'hoi-an'] }, 'project.x')).not.toHaveProperty('city');
  });

  it('counts days over a leap day', () => {
    expect(dayAfter('2028-02-28', 2)).toBe('2028-03-01');
  });
});
