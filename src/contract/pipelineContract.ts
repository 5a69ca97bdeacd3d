import { oc } from '@orpc/contract';
import {
  afterlifeInputSchema,
  afterlifeOutputSchema,
  boardInputSchema,
  boardOutputSchema,
  calendarInputSchema,
  calendarOutputSchema,
  funnelExportInputSchema,
  funnelInputSchema,
  funnelOutputSchema,
  moveInputSchema,
  timelineInputSchema,
  timelineOutputSchema,
  workInputSchema,
  workOutputSchema,
} from './pipelineSchemas.ts';
import { changeResultSchema, fileSchema } from './schemas.ts';

/** How projects and studies come along. */
export const pipeline = {
  /** Puts a project into a stage, with the day and the reason, and into a place on the board: one change. */
  move: oc.input(moveInputSchema).output(changeResultSchema),
  /** How many projects came how far, and how long they stayed. */
  funnel: oc.input(funnelInputSchema).output(funnelOutputSchema),
  exportFunnel: oc.input(funnelExportInputSchema).output(fileSchema),
  /** What became of studies: follow-ups, projects, roll-out, and the times without any. */
  afterlife: oc.input(afterlifeInputSchema).output(afterlifeOutputSchema),
  /** Projects by stage. This and the next three place records of any number, and send as many as are drawn. */
  board: oc.input(boardInputSchema).output(boardOutputSchema),
  /** Follow-ups by day. */
  calendar: oc.input(calendarInputSchema).output(calendarOutputSchema),
  /** What has something in a fiscal year. */
  timeline: oc.input(timelineInputSchema).output(timelineOutputSchema),
  /** Open follow-ups by what they wait for, and the closed ones. */
  work: oc.input(workInputSchema).output(workOutputSchema),
};
