import { needLevels } from '../kinds/choices.ts';
import type { DataTable, Line, TableColumn } from './briefDocument.ts';
import type { BriefRecord } from './briefRecord.ts';
import { type BriefWriter, muted, strong, text } from './briefWriter.ts';
import { byDateDescending } from './dates.ts';
import { cell, column } from './sections.ts';
import { labelled } from './studyTable.ts';

const stateOrder = ['open', 'matched', 'unknown'] as const;

export function needColumns(writer: BriefWriter): TableColumn[] {
  return [column(writer, 'need', 0.47, true), column(writer, 'levels', 0.35), column(writer, 'state', 0.18)];
}

/**
 * The needs that are still wanted on the as-of day: open and matched ones, and those whose state nobody has
 * confirmed; open ones first, newest first.
 */
export function openNeeds(asOf: string, needs: readonly BriefRecord<'need'>[]): BriefRecord<'need'>[] {
  const rank = (need: BriefRecord<'need'>): number => stateOrder.indexOf((need.state ?? 'unknown') as 'open');
  return needs
    .filter(
      (need) =>
        rank(need) >= 0 && !(need.validUntil && need.validUntil < asOf.slice(0, need.validUntil.length)),
    )
    .sort(
      (a, b) =>
        rank(a) - rank(b) ||
        byDateDescending<typeof a>((each) => each.statedOn)(a, b) ||
        (a.id < b.id ? -1 : 1),
    );
}

export function needRows(
  writer: BriefWriter,
  needs: readonly BriefRecord<'need'>[],
  naming: 'withCity' | 'withoutCity',
): DataTable['rows'] {
  return needs.map((need) => {
    writer.use(need);
    return [
      cell(writer, [
        [...strong(writer.text(need.title)), ...writer.citeRecord(need)],
        naming === 'withCity' ? muted(writer.name(need.city) ?? []) : [],
        writer.text(need.description),
        muted(labelled(writer, 'remarks', writer.text(need.remarks))),
      ]),
      levelCell(writer, need),
      cell(writer, [
        [text(writer.choice('state', need.state ?? 'unknown'))],
        muted(need.statedOn ? writer.say('brief:need.stated', { date: writer.date(need.statedOn) }) : []),
        muted(need.origin ? [text(writer.choice('origin', need.origin))] : []),
        muted(labelled(writer, 'validUntil', need.validUntil ? [text(writer.date(need.validUntil))] : [])),
      ]),
    ];
  });
}

/** The challenges and technologies wanted, by how much they are wanted; unmarked ones last. */
function levelCell(writer: BriefWriter, need: BriefRecord<'need'>): readonly Line[] {
  const levels = need.levels ?? {};
  const wanted = [
    ...new Set([...(need.challenges ?? []), ...(need.technologies ?? []), ...Object.keys(levels)]),
  ];
  const lines = needLevels.map((level) => {
    const names = writer.names(wanted.filter((id) => levels[id] === level));
    return names.length > 0
      ? writer.say('brief:need.level', { level: strong([text(writer.plain(`brief:level.${level}`))]), names })
      : [];
  });
  return cell(writer, [...lines, writer.names(wanted.filter((id) => !levels[id]))]);
}
