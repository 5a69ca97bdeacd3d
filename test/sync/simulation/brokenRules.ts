import { type SyncRules, syncRules } from '#core/sync/syncRules.ts';
import type { World } from './history.ts';

export interface BrokenVariant {
  readonly rules: SyncRules;
  readonly world?: World;
  /** The same without the one break that is looked for: must hold, or the variant would prove nothing. */
  readonly control?: SyncRules;
}

const withoutGuard: SyncRules = { ...syncRules, guardHolds: () => true };

/** Each breaks one decision of the protocol in a way that has been shipped by others; the simulation must notice. */
export const brokenVariants: Readonly<Record<string, BrokenVariant>> = {
  // The rollback guard would repair this one before anybody is harmed. So it is shown in a world in which
  // that guard is not needed, and is switched off.
  'a 409 taken as success': {
    rules: {
      ...withoutGuard,
      pushOutcome: (ours, created, standing) =>
        created || standing !== undefined ? 'acknowledged' : syncRules.pushOutcome(ours, created, standing),
      anchorHolds: () => true,
    },
    control: { ...withoutGuard, anchorHolds: () => true },
    world: { neverRolledBack: true },
  },
  'gaps skipped': {
    rules: {
      ...syncRules,
      applicable: (position, found) =>
        [...found].filter(([number]) => number > position).sort(([a], [b]) => a - b),
    },
  },
  'older writes dropped': {
    rules: { ...syncRules, admits: (operationId, headIds) => headIds().every((head) => head < operationId) },
  },
  'no rollback guard': { rules: withoutGuard },
  'no anchor check': { rules: { ...syncRules, anchorHolds: () => true } },
};
