import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../matching/sha256.ts';
import { type ChangeBody, changeHash, decodeBody, encodeBody, withoutValues } from './changeBody.ts';

const id = (number: number) => `0190a0000000-${number.toString(16).padStart(4, '0')}-00000000000000aa`;

const body = fc
  .array(fc.tuple(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom('name/en', 'date', 'about')), {
    maxLength: 6,
  })
  .map(
    (values): ChangeBody => ({
      previous: 'a'.repeat(64),
      transaction: { id: id(0), at: '2026-01-01T00:00:00.000Z', actor: 'device' },
      operations: values.map(([value, field], index) => ({
        id: id(index + 1),
        recordId: 'jakarta',
        field,
        action: 'set',
        value: value ?? null,
        previous: [],
        salt: `salt${index}`,
      })),
      redactions: [],
      erased: [],
    }),
  );

describe('a change', () => {
  it('keeps its hash whichever of its values are redacted, and loses every trace of them', () => {
    fc.assert(
      fc.property(body, fc.array(fc.nat({ max: 7 })), (whole, redact) => {
        const redacted = withoutValues(sha256, whole, (operation) =>
          redact.some((number) => id(number) === operation),
        );
        expect(changeHash(sha256, redacted)).toBe(changeHash(sha256, whole));
        for (const operation of redacted.operations) {
          if (!redact.some((number) => id(number) === operation.id)) continue;
          expect(operation).not.toHaveProperty('value');
          expect(operation).not.toHaveProperty('salt');
        }
      }),
    );
  });

  it('has another hash when anything in it is another', () => {
    fc.assert(
      fc.property(body, (whole) => {
        const hash = changeHash(sha256, whole);
        expect(changeHash(sha256, { ...whole, previous: 'b'.repeat(64) })).not.toBe(hash);
        expect(changeHash(sha256, { ...whole, redactions: [id(9)] })).not.toBe(hash);
        for (const operation of whole.operations) {
          const others = whole.operations.filter((other) => other !== operation);
          expect(changeHash(sha256, { ...whole, operations: others })).not.toBe(hash);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('comes back from its text as it was', () => {
    fc.assert(
      fc.property(body, (whole) => {
        const back = decodeBody(encodeBody(whole));
        expect(back && changeHash(sha256, back)).toBe(changeHash(sha256, whole));
      }),
    );
  });

  it.each([
    ['nothing', 'null'],
    ['no JSON', '{'],
    ['a list', '[]'],
    ['no lists inside', '{"previous":"a"}'],
    [
      'operations without a transaction',
      `{"previous":"a","redactions":[],"erased":[],"operations":[{"id":"${id(1)}","recordId":"x","field":"f","action":"set","value":1,"salt":"s","previous":[]}]}`,
    ],
    [
      'an id that no clock made',
      '{"previous":"a","redactions":[],"erased":[],"transaction":{"id":"x","at":"2026-01-01","actor":"a"},"operations":[]}',
    ],
    [
      'a record id that is a path',
      `{"previous":"a","redactions":[],"erased":[],"transaction":{"id":"${id(0)}","at":"2026-01-01","actor":"a"},"operations":[{"id":"${id(1)}","recordId":"../x","field":"f","action":"set","value":1,"salt":"s","previous":[]}]}`,
    ],
    [
      'both value and hash',
      `{"previous":"a","redactions":[],"erased":[],"transaction":{"id":"${id(0)}","at":"2026-01-01","actor":"a"},"operations":[{"id":"${id(1)}","recordId":"x","field":"f","action":"set","value":1,"valueHash":"s","previous":[]}]}`,
    ],
  ])('is not taken from %s', (_name, text) => {
    expect(decodeBody(text)).toBeUndefined();
  });
});
