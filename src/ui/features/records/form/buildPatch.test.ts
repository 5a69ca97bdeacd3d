import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planPatch } from '#core/ledger/planPatch.ts';
import { buildPatch, newValues, tidy } from './buildPatch.ts';

describe('what a form sends', () => {
  it('sends nothing when nothing was changed', () => {
    const record = { name: { ja: 'ジャカルタ', en: 'Jakarta' }, hazards: ['river-flood'], lat: -6.2 };
    expect(buildPatch('city', record, structuredClone(record))).toEqual({});
  });

  it('sends only the language that was changed, and null for one that was emptied', () => {
    const base = { name: { ja: 'ジャカルタ', en: 'Djakarta', id: 'Jakarta' } };
    const edited = { name: { ja: 'ジャカルタ', en: 'Jakarta', id: ' ' } };
    expect(buildPatch('city', base, edited)).toEqual({ name: { en: 'Jakarta', id: null } });
  });

  it('clears a single value with null', () => {
    expect(buildPatch('city', { timezone: 'Asia/Jakarta' }, { timezone: '' })).toEqual({ timezone: null });
  });

  it('keeps members that somebody else added while the form was open', () => {
    const base = { challenges: ['ch.a', 'ch.b'] };
    const edited = { challenges: ['ch.b', 'ch.mine'] };
    const current = { challenges: ['ch.a', 'ch.b', 'ch.theirs'] };
    expect(buildPatch('city', base, edited, current)).toEqual({
      challenges: ['ch.b', 'ch.theirs', 'ch.mine'],
    });
  });

  it('does not take an opened and closed empty editor for a change', () => {
    expect(buildPatch('study', {}, { consortium: [{ name: '', role: '' }], summary: { ja: '' } })).toEqual(
      {},
    );
  });

  it('sends of a new record only what was filled in', () => {
    expect(
      newValues('followUp', { title: { ja: '面談' }, outcome: { ja: '' }, visibility: 'government' }),
    ).toEqual({
      title: { ja: '面談' },
      visibility: 'government',
    });
  });

  it('plans no operation from its own result applied to what was typed', () => {
    const text = fc.dictionary(fc.constantFrom('ja', 'en', 'th'), fc.string({ maxLength: 5 }));
    const list = fc.uniqueArray(fc.constantFrom('ch.a', 'ch.b', 'ch.c', 'ch.d'));
    const values = fc.record({
      name: text,
      challenges: list,
      lat: fc.option(fc.integer({ min: -90, max: 90 })),
    });
    fc.assert(
      fc.property(values, values, (base, edited) => {
        const opened = tidy(base) as Record<string, unknown> | undefined;
        const typed = tidy(edited) as Record<string, unknown> | undefined;
        const patch = buildPatch('city', opened ?? {}, edited);
        const operations = planPatch('city', opened ?? {}, patch);
        const touched = new Set(operations.map((operation) => operation.field.split('/')[0]));
        // A field takes part exactly when it differs once emptiness is set aside.
        for (const field of ['name', 'lat'] as const) {
          const differs = JSON.stringify(sorted(opened?.[field])) !== JSON.stringify(sorted(typed?.[field]));
          expect(touched.has(field)).toBe(differs);
        }
      }),
    );
  });
});

function sorted(value: unknown): unknown {
  return value !== null && typeof value === 'object'
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
}
