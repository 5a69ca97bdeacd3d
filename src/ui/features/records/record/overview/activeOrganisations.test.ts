import { expect, it } from 'vitest';
import type { LinkedRecord } from '#contract/schemas.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';
import { activeOrganisations } from './activeOrganisations.ts';

const study = (id: string, ...members: string[]) =>
  ({ id, kind: 'study', consortium: members.map((orgId) => ({ orgId })) }) as unknown as RegistryRecord;
const studies = [study('s1', 'org.a', 'org.b'), study('s2', 'org.a', 'org.b', 'org.c'), study('s3', 'org.c')];
const solution = { id: 'sol.x', kind: 'solution', organisation: 'org.d' } as unknown as RegistryRecord;
const link = { id: 'org.b', kind: 'organisation' } as LinkedRecord;

it('gathers organisations at work in a place from all that says so, the best shown first', () => {
  expect(activeOrganisations({ organisation: [link] }, studies, [solution])).toEqual([
    {
      id: 'org.b',
      because: [{ type: 'study', count: 2 }, { type: 'active' }],
    },
    { id: 'org.a', because: [{ type: 'study', count: 2 }] },
    { id: 'org.c', because: [{ type: 'study', count: 2 }] },
    { id: 'org.d', because: [{ type: 'solution', count: 1 }] },
  ]);
});
