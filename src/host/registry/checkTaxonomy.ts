import { MusubiError } from '#core/errors/musubiError.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { type ConceptFacts, conceptProblems } from '#core/taxonomy/conceptProblems.ts';
import type { Statements } from '#db/statements.ts';

type Values = Readonly<Record<string, unknown>>;

const checked = [
  'broader',
  'addresses',
  'sectors',
  'challenges',
  'produces',
  'consumes',
  'interfaces',
  'type',
];

/**
 * A concept written by a person must fit the taxonomy. What arrives by sync or import may come in any order, and
 * matching reads it as far as it makes sense.
 * @param values what is about to be written; `type` is the concept's type when that is not among them
 * @throws MusubiError INVALID_INPUT
 */
export function checkTaxonomy(
  statements: Statements,
  kind: KindName,
  id: string | undefined,
  values: Values,
  type: unknown,
): void {
  if (kind !== 'concept' || !checked.some((field) => field in values)) return;
  const problems = conceptProblems(id, values.type ?? type, values, readConceptFacts(statements));
  if (problems.length > 0) throw new MusubiError('INVALID_INPUT', { kind, problems });
}

function readConceptFacts(statements: Statements): ReadonlyMap<string, ConceptFacts> {
  const rows = statements.all<{ id: string; type: string | null; broader: string | null }>(
    'SELECT id, type, broader FROM concept',
  );
  return new Map(
    rows.map(({ id, type, broader }) => [
      id,
      { id, type, broader: broader === null ? [] : (JSON.parse(broader) as string[]) },
    ]),
  );
}
