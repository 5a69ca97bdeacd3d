import type { Visibility } from '../kinds/choices.ts';
import type { KindName } from '../kinds/fieldTypes.ts';
import type { Block, DataTable, Heading, Line, Paragraph, TableColumn } from './briefDocument.ts';
import { type BriefWriter, plainText, text } from './briefWriter.ts';

/** A heading with what stands under it; `key` names the heading in `locales/…/brief.json`. */
export function section(writer: BriefWriter, key: string, blocks: readonly Block[]): Block[] {
  return [heading(writer, key), ...blocks];
}

export function heading(writer: BriefWriter, key: string, level: Heading['level'] = 2): Heading {
  return { type: 'heading', level, content: [text(writer.plain(`brief:heading.${key}`))] };
}

/**
 * A table section. With no rows it says so in words that are the same whether there is nothing or nothing for
 * this audience; kinds that are internal by nature are passed over in silence then.
 */
export function tableSection(
  writer: BriefWriter,
  key: string,
  columns: readonly TableColumn[],
  rows: DataTable['rows'],
  whenEmpty: 'say' | 'omit' = 'say',
): Block[] {
  if (rows.length > 0) return section(writer, key, [table(writer, key, columns, rows)]);
  return whenEmpty === 'omit' ? [] : section(writer, key, [nothing(writer)]);
}

export function table(
  writer: BriefWriter,
  key: string,
  columns: readonly TableColumn[],
  rows: DataTable['rows'],
): DataTable {
  return { type: 'table', caption: writer.plain(`brief:heading.${key}`), columns, rows };
}

/** A column of a table; `key` names it in `locales/…/brief.json`. */
export function column(writer: BriefWriter, key: string, share: number, isRowHeader = false): TableColumn {
  const title = writer.plain(`brief:column.${key}`);
  return isRowHeader ? { title, share, isRowHeader } : { title, share };
}

export function nothing(writer: BriefWriter): Paragraph {
  return { type: 'paragraph', tone: 'muted', content: [text(writer.plain('brief:nothing'))] };
}

/** Follow-ups, projects and measures are kept for the government; a wider audience expects none. */
export function internalWhenEmpty(audience: Visibility): 'say' | 'omit' {
  return audience === 'government' || audience === 'private' ? 'say' : 'omit';
}

/** Lines of a cell without the empty ones; a dash-free "not known" when nothing is left. */
export function cell(writer: BriefWriter, lines: readonly Line[]): readonly Line[] {
  const filled = lines.filter((line) => line.length > 0);
  return filled.length > 0 ? filled : [writer.unknown()];
}

/** Sorts by name in the reader's language, then by id, so that the same records always stand alike. */
export function sortByName<Item extends { readonly id: string; readonly kind: KindName }>(
  writer: BriefWriter,
  items: readonly Item[],
): Item[] {
  const collator = new Intl.Collator(writer.language);
  const named = items.map((item) => ({ item, name: plainText(writer.name(item.id) ?? []) }));
  named.sort((a, b) => collator.compare(a.name, b.name) || (a.item.id < b.item.id ? -1 : 1));
  return named.map(({ item }) => item);
}
