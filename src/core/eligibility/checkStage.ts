import { projectStages } from '../kinds/choices.ts';
import type { Decision } from './decision.ts';
import type { CheckedProject, Condition } from './eligibilityTypes.ts';

/** Whether the project has come as far as the programme wants. A stopped one meets no stage. */
export function checkStage({ stage }: Condition, project: CheckedProject): Decision {
  const order = projectStages.indexOf(stage as 'need');
  if (order < 0) return { outcome: 'unknown', because: { code: 'wordsOnly' }, ask: 'words' };
  if (project.stage === undefined)
    return { outcome: 'unknown', because: { code: 'stageNone' }, ask: 'stage' };
  if (project.stage === 'stopped') return { outcome: 'fails', because: { code: 'stageStopped' } };
  const reached = projectStages.indexOf(project.stage as 'need') >= order;
  const values = { stage: project.stage };
  return reached
    ? { outcome: 'holds', because: { code: 'stageReached', values } }
    : { outcome: 'fails', because: { code: 'stageEarlier', values } };
}
