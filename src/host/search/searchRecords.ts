import type { SearchHit } from '#contract/schemas.ts';
import type { Visibility } from '#core/kinds/choices.ts';
import type { KindName, LanguageMap } from '#core/kinds/fieldTypes.ts';
import { referencedIds, visibleTo, withoutHidden } from '#core/records/audience.ts';
import { fold } from '#core/search/fold.ts';
import { excerpt } from '#core/search/highlight.ts';
import { parseQuery } from '#core/search/query.ts';
import { readLabels, readRecord } from '#db/queries/records.ts';
import { findRecordsByText } from '#db/queries/search.ts';
import { toPairedMatch } from '#db/searchPairs.ts';
import { searchableTexts } from '#db/searchText.ts';
import type { Statements } from '#db/statements.ts';

const excerptLength = 120;
const mostMatches = 3;

export interface SearchRequest {
  readonly text: string;
  readonly kinds: readonly KindName[];
  readonly limit: number;
  readonly offset: number;
  readonly audience: Visibility;
}

/** Ranked full-text search over all kinds: whole names first, then names that begin so, then by weight. */
export function searchRecords(
  statements: Statements,
  request: SearchRequest,
): { total: number; items: SearchHit[] } {
  const query = parseQuery(request.text);
  const match = toPairedMatch(query);
  if (match === null) return { total: 0, items: [] };
  const { total, rows } = findRecordsByText(statements, {
    match,
    name: fold(request.text),
    kinds: request.kinds,
    visibilities: visibleTo(request.audience),
    limit: request.limit,
    offset: request.offset,
  });
  return {
    total,
    items: rows.map((row) => ({
      kind: row.kind,
      id: row.id,
      label: row.label,
      score: row.score,
      matched: matchedTexts(statements, row.id, query, request.audience),
    })),
  };
}

/** The texts that made a record a hit; those of linked records when none of its own did. */
function matchedTexts(
  statements: Statements,
  id: string,
  query: ReturnType<typeof parseQuery>,
  audience: Visibility,
): SearchHit['matched'] {
  const record = readRecord(statements, id);
  if (!record) return [];
  const matched: SearchHit['matched'] = [];
  const consider = (field: string, text: string) => {
    const segments = excerpt(text, query, excerptLength);
    if (segments.some((segment) => segment.hit)) matched.push({ field, text, segments });
  };
  const visible = visibleTo(audience);
  const labels = readLabels(statements, referencedIds(record));
  const isHidden = (other: string) => !visible.includes(labels.get(other)?.visibility ?? 'private');
  const values = audience === 'private' ? record : withoutHidden(record.kind, record, isHidden);
  for (const { field, text } of searchableTexts({ kind: record.kind, values })) {
    if (matched.length === mostMatches) return matched;
    consider(field, text);
  }
  if (matched.length > 0) return matched;
  for (const { label, visibility, kind } of labels.values()) {
    if (!visible.includes(visibility)) continue;
    for (const text of Object.values(label as LanguageMap)) {
      if (matched.length === mostMatches) return matched;
      consider(kind, text);
    }
  }
  return matched;
}
