import { describe, expect, it } from 'vitest';
import { readTeamSearch, writeTeamSearch } from './teamSearch.ts';

describe('the address of a team', () => {
  it('says again what was read from it', () => {
    const search = readTeamSearch({ needs: 'need.a,need.b', lead: 'org.c', max: '4' });
    expect(search).toEqual({ needs: ['need.a', 'need.b'], city: undefined, lead: 'org.c', max: 4 });
    expect(readTeamSearch(writeTeamSearch(search))).toEqual(search);
  });

  it('takes each need once and passes over what is not usable', () => {
    expect(readTeamSearch({ needs: 'a,,a', max: 'many', lead: 7 })).toEqual({
      needs: ['a'],
      city: undefined,
      lead: undefined,
      max: undefined,
    });
    expect(readTeamSearch({ max: 99 }).max).toBeUndefined();
  });
});
