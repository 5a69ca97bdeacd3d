import type { CompletenessRow, DueReviews, MissingFact } from '#contract/domainSchemas.ts';
import type { RecordDetail } from '#contract/schemas.ts';
import { completenessOf } from '#core/completeness/completeness.ts';
import type { Question } from '#core/completeness/questions.ts';
import { reviewedKinds, reviewOf } from '#core/completeness/review.ts';
import type { KindName, LanguageMap } from '#core/kinds/fieldTypes.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';
import { tableOf } from '#db/columns.ts';
import type { Statements } from '#db/statements.ts';

/** What a record lacks for its stage, and whether its profile has grown old, from what its reader was given. */
export function readCompleteness({ record, links }: RecordDetail, today: string): CompletenessRow {
  const own = record as RegistryRecord;
  const { percent, asked, missing } = completenessOf(own, (by, field) =>
    (links[by] ?? []).some((link) => link.direction === 'in' && link.field === field),
  );
  return {
    percent,
    asked,
    missing: missing.map(toMissing),
    ...(reviewedKinds.includes(record.kind) ? { review: reviewOf(record.reviewDate, today) } : {}),
  };
}

function toMissing(question: Question): MissingFact {
  const { id, type } = question;
  switch (question.type) {
    case 'field':
      return { id, type, field: question.fields[0] ?? id };
    case 'linked':
      return { id, type, field: question.field, kind: question.by };
    case 'answer':
      return { id, type, field: 'answers' };
  }
}

const mostRows = 10;

/** Profiles that nobody has looked at for too long. Those never reviewed are only counted: most are from the bundle. */
export function readDueReviews(statements: Statements, today: string): DueReviews {
  const rows = reviewedKinds.flatMap((kind) =>
    statements
      .all<{ id: string; label: string; reviewDate: string | null }>(
        `SELECT record.id, record.label, kind.review_date AS reviewDate
         FROM record JOIN ${tableOf(kind).table} AS kind ON kind.id = record.id
         WHERE record.kind = '${kind}' AND record.deleted_at IS NULL`,
      )
      .map((row) => ({ ...row, kind: kind as KindName, review: reviewOf(row.reviewDate, today) })),
  );
  const stale = rows.filter(({ review }) => review.state === 'stale');
  stale.sort((a, b) => ((a.review.until ?? '') < (b.review.until ?? '') ? -1 : 1));
  return {
    stale: stale.length,
    never: rows.filter(({ review }) => review.state === 'never').length,
    items: stale.slice(0, mostRows).map(({ id, kind, label, reviewDate }) => ({
      id,
      kind,
      label: JSON.parse(label) as LanguageMap,
      reviewDate: reviewDate ?? '',
    })),
  };
}
