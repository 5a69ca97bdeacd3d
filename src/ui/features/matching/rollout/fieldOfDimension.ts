import { fieldsOf } from '#core/kinds/index.ts';
import type { Dimension } from '#core/matching/index.ts';

/** The field of a city that an aspect is read from; undefined when a city has no such field. */
export function fieldOfDimension(dimension: Dimension): string | undefined {
  return Object.hasOwn(fieldsOf('city'), dimension) ? dimension : undefined;
}
