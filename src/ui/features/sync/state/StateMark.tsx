import {
  IconAlertTriangle,
  IconArrowsDiff,
  IconCircleCheck,
  IconClockPause,
  IconCloudOff,
  IconCloudUp,
  IconHourglass,
  IconLockQuestion,
  IconPlugConnectedX,
  IconRefresh,
  type TablerIcon,
} from '@tabler/icons-react';
import type { SyncLiveState } from '#contract/syncSchemas.ts';

export type ShownState = SyncLiveState['kind'] | 'toSettle';

const icons: Readonly<Record<ShownState, TablerIcon>> = {
  unset: IconPlugConnectedX,
  running: IconRefresh,
  paused: IconClockPause,
  signIn: IconLockQuestion,
  refused: IconAlertTriangle,
  offline: IconCloudOff,
  waiting: IconHourglass,
  never: IconCloudUp,
  toSend: IconCloudUp,
  inStep: IconCircleCheck,
  toSettle: IconArrowsDiff,
};

/** What is shown of a state: conflicts come before the good news, never before a hindrance. */
export function shownState(state: SyncLiveState): ShownState {
  const isGood = state.kind === 'inStep' || state.kind === 'toSend';
  return isGood && state.conflicts > 0 ? 'toSettle' : state.kind;
}

/** A sign of its own for every state, beside its words. */
export function StateMark({ state, size = 20 }: { readonly state: ShownState; readonly size?: number }) {
  const Icon = icons[state];
  return <Icon size={size} stroke={1.6} aria-hidden="true" style={{ flex: 'none' }} />;
}
