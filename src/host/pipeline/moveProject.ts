import type { z } from 'zod';
import type { moveInputSchema } from '#contract/pipelineSchemas.ts';
import { MusubiError } from '#core/errors/musubiError.ts';
import { type BoardCard, compareCards, keyAt } from '#core/projects/boardOrder.ts';
import { stageEntries } from '#core/projects/stageHistory.ts';
import { readRecord } from '#db/queries/records.ts';
import type { WriteResult } from '../registry/writer.ts';
import type { HostServices } from '../services.ts';

export type MoveRequest = z.output<typeof moveInputSchema>;

/**
 * Puts a project into a stage and a place among that stage's others, as one change.
 * @throws MusubiError NOT_FOUND for a project that is not there
 */
export function moveProject(services: HostServices, request: MoveRequest): WriteResult {
  const { store, writer, actor } = services;
  return store.write(() => {
    const project = readRecord(store.statements, request.id);
    if (project?.kind !== 'project' || project.deletedAt)
      throw new MusubiError('NOT_FOUND', { id: request.id });
    const values: Record<string, unknown> = {};
    if (project.stage !== request.stage) {
      const reason = request.reason.trim();
      const entry = { stage: request.stage, date: request.date, ...(reason ? { reason } : {}) };
      values.stage = request.stage;
      values.stageHistory = [...stageEntries(project.stageHistory), entry];
    }
    if (request.place) values.boardOrder = placeKey(services, request);
    return writer.patch(request.id, values, { actor, language: request.language });
  });
}

/**
 * The place is said by the cards that were seen around it. When one of them has gone meanwhile the other one
 * counts; when both have, the card goes to the end.
 */
function placeKey({ store }: HostServices, { id, stage, place }: MoveRequest): string {
  const column = store.statements
    .all<BoardCard>(
      `SELECT record.id, kind.board_order AS boardOrder, record.created_at AS createdAt
       FROM record JOIN project AS kind ON kind.id = record.id
       WHERE record.kind = 'project' AND record.deleted_at IS NULL AND kind.stage = ? AND record.id <> ?`,
      stage,
      id,
    )
    .sort(compareCards);
  const above = column.findIndex((card) => card.id === place?.above);
  const below = column.findIndex((card) => card.id === place?.below);
  const index = above >= 0 ? above + 1 : below >= 0 ? below : column.length;
  return keyAt(column, index, Math.random);
}
