import { describe, expect, it } from 'vitest';
import type { MatchPart } from '#contract/matchingSchemas.ts';
import { type ConceptReason, elementMatrix } from './elements.ts';

const reason = (conceptId: string, similarity: number, strength: number): ConceptReason => ({
  code: 'concept',
  conceptId,
  level: 'must',
  similarity,
  strength,
  share: 0,
  evidence: [],
  claims: [],
});
const parts = (...because: ConceptReason[]): MatchPart[] => [
  { feature: 'technologyFit', value: 0, weight: 0, contribution: 0, because },
];

describe('elements against organisations', () => {
  const matrix = elementMatrix(
    [
      { conceptId: 'nice-one', level: 'nice' },
      { conceptId: 'must-one', level: 'must' },
    ],
    [
      { organisationId: 'a', parts: parts(reason('must-one', 0.8, 0.5), reason('nice-one', 0.5, 0.2)) },
      { organisationId: 'b', parts: parts(reason('must-one', 1, 0.1)) },
    ],
  );

  it('puts musts first', () => {
    expect(matrix.map((row) => row.conceptId)).toEqual(['must-one', 'nice-one']);
  });

  it('gives each organisation its value, and nothing where nothing is known', () => {
    expect(matrix[0]?.cells.map((cell) => cell.value)).toEqual([0.4, 0.1]);
    expect(matrix[1]?.cells[1]).toMatchObject({ organisationId: 'b', value: 0, reason: undefined });
  });

  it('counts as covered only what reaches the threshold', () => {
    expect(matrix.map((row) => row.covered)).toEqual([1, 0]);
  });
});
