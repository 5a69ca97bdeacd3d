import type { z } from 'zod';
import type { TaxonomyEffectAnswer, taxonomyEffectInputSchema } from '#contract/matchingEffectSchemas.ts';
import type { Visibility } from '#core/kinds/choices.ts';
import { definitionOf } from '#core/kinds/index.ts';
import { type ConceptRecord, type MatchingData, nameProblems } from '#core/matching/index.ts';
import { maySee } from '#core/records/audience.ts';
import { validateRecord } from '#core/records/validateRecord.ts';
import type { Store } from '#db/store.ts';
import { checkTaxonomy } from '../registry/checkTaxonomy.ts';
import type { MatchingEngines } from './engines.ts';
import { labelsOf } from './labels.ts';

export type TaxonomyEffectRequest = z.output<typeof taxonomyEffectInputSchema>;

/** Stands for a concept that is not written yet; no record has it. */
const unwritten = 'concept.new';

/**
 * Both taxonomies through the same engine: the one that is stored, and the one that would be.
 * @throws MusubiError UNKNOWN_FIELD, INVALID_INPUT
 */
export function taxonomyEffect(
  { id = unwritten, values, language, audience, timeZone }: TaxonomyEffectRequest,
  store: Store,
  engines: MatchingEngines,
): TaxonomyEffectAnswer {
  const checked = validateRecord('concept', values, 'create', language);
  checkTaxonomy(store.statements, 'concept', id, checked, undefined);
  const visibility = (checked.visibility ?? definitionOf('concept').defaultVisibility) as Visibility;
  const draft = { ...asStored(checked), id } as ConceptRecord;
  const { engine } = engines.for(audience, timeZone);
  let before: MatchingData | undefined;
  const after = engines.draft(audience, timeZone, (data) => {
    before = data;
    const others = data.concepts.filter((concept) => concept.id !== id);
    // What the reader may not see does not count for him, now as little as when it is written.
    return { ...data, concepts: maySee(audience, visibility) ? [...others, draft] : others };
  });
  const concepts = before?.concepts ?? [];
  const effect = engine.effectOf(after);
  const names = nameProblems(
    concepts.find((concept) => concept.id === id),
    draft,
    concepts,
  );
  const answer = { ...effect, names };
  return { ...answer, labels: labelsOf(store.statements, answer, audience) } as TaxonomyEffectAnswer;
}

/** As the registry would give it back: what is empty is not there. */
function asStored(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values)
      .map(([name, value]) => [name, isMap(value) ? asStored(value) : value] as const)
      .filter(([, value]) => value !== null && value !== undefined && !isEmpty(value)),
  );
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
