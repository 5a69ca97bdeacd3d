import type { Condition } from '#contract/schemas.ts';
import { FollowUpCalendar } from '../followUps/FollowUpCalendar.tsx';
import { FollowUpTimeline } from '../followUps/FollowUpTimeline.tsx';
import { WorkList } from '../followUps/WorkList.tsx';
import { AfterlifeView } from './afterlife/AfterlifeView.tsx';
import { Board } from './board/Board.tsx';
import { ProjectTimeline } from './timeline/ProjectTimeline.tsx';
import type { ViewName } from './views.ts';

export interface ViewProps {
  readonly where: readonly Condition[];
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (ids: ReadonlySet<string>) => void;
  /** The record in the side panel. */
  readonly open: string | undefined;
  readonly onOpen: (id: string) => void;
}

interface RecordViewsProps extends ViewProps {
  readonly kind: 'project' | 'followUp' | 'study' | string;
  readonly view: ViewName;
}

/** A list's records in a view other than the table. */
export default function RecordViews({ kind, view, ...props }: RecordViewsProps) {
  switch (view) {
    case 'board':
      return <Board {...props} />;
    case 'work':
      return <WorkList {...props} />;
    case 'calendar':
      return <FollowUpCalendar {...props} />;
    case 'timeline':
      return kind === 'project' ? <ProjectTimeline {...props} /> : <FollowUpTimeline {...props} />;
    case 'afterlife':
      return <AfterlifeView {...props} />;
    default:
      return null;
  }
}
