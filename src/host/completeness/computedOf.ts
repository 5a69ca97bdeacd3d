import type { ComputedValues } from '#contract/schemas.ts';
import { type ComputedField, computedFieldsOf } from '#core/completeness/computedFields.ts';
import { reviewBandOf, reviewOf } from '#core/completeness/review.ts';
import type { Visibility } from '#core/kinds/choices.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';
import { readCompletenessOf } from '#db/queries/computedFields.ts';
import type { Statements } from '#db/statements.ts';

/** What follows from the records of a page, all of one kind, by their ids; nothing where nothing was asked for. */
export function computedOf(
  statements: Statements,
  records: readonly RegistryRecord[],
  wanted: readonly ComputedField[],
  reading: { readonly visibilities: readonly Visibility[]; readonly today: string },
): Record<string, ComputedValues> {
  const [first] = records;
  if (!first) return {};
  const asked = computedFieldsOf(first.kind).filter((field) => wanted.includes(field));
  if (asked.length === 0) return {};
  const percents = asked.includes('completeness')
    ? readCompletenessOf(
        statements,
        first.kind,
        records.map(({ id }) => id),
        reading.visibilities,
      )
    : {};
  return Object.fromEntries(
    records.map((record) => {
      const percent = percents[record.id];
      const { until } = reviewOf(record.reviewDate, reading.today);
      return [
        record.id,
        {
          ...(percent === undefined ? {} : { completeness: percent }),
          ...(asked.includes('review')
            ? {
                review: {
                  band: reviewBandOf(record.reviewDate, reading.today),
                  ...(until === undefined ? {} : { until }),
                },
              }
            : {}),
        },
      ];
    }),
  );
}
