import { importableKinds } from '#core/import/importableKinds.ts';
import { findHeader } from '#core/import/mapping/headerRow.ts';
import { cellText, type SourceTable } from '#core/import/sourceTable.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { definitionOf, parseKind } from '#core/kinds/index.ts';
import type { ImportVocabulary } from './vocabulary.ts';

/** Fewer columns that are known are no sign of a kind. */
const fewestKnown = 2;

/**
 * The kind that a file is most likely about: the one that its rows state, else the one whose words name most of the
 * columns, the name of the record among them.
 */
export function suggestKind(
  tables: readonly SourceTable[],
  vocabularyOf: (kind: KindName) => ImportVocabulary,
): KindName | undefined {
  const stated = statedKind(tables);
  if (stated) return stated;
  let best: KindName | undefined;
  let bestScore = 0;
  for (const kind of importableKinds) {
    const { names } = vocabularyOf(kind);
    const { label } = definitionOf(kind);
    for (const table of tables) {
      const header = findHeader(table, names);
      if (!header || header.known < fewestKnown) continue;
      const namesIt = header.headers.some((text) => {
        const meaning = text === '' ? undefined : names.meaningOf(text, header.headers);
        return meaning !== undefined && 'target' in meaning && meaning.target.field === label;
      });
      const score = header.known + (namesIt ? 1.5 : 0);
      if (score > bestScore) {
        best = kind;
        bestScore = score;
      }
    }
  }
  return best;
}

function statedKind(tables: readonly SourceTable[]): KindName | undefined {
  for (const { headers, rows } of tables) {
    const column = headers?.indexOf('kind') ?? -1;
    const kind = column < 0 ? undefined : parseKind(cellText(rows[0]?.cells[column]));
    if (kind) return kind;
  }
  return undefined;
}
