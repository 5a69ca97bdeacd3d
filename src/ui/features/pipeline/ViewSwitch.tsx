import { SegmentedControl } from '@mantine/core';
import {
  IconCalendarMonth,
  IconChecklist,
  IconLayoutKanban,
  IconList,
  IconMap2,
  IconTimeline,
  IconTimelineEventText,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './pipeline.module.css';
import { type ViewName, viewNames } from './views.ts';

const icons: Readonly<Record<ViewName, TablerIcon>> = {
  list: IconList,
  board: IconLayoutKanban,
  work: IconChecklist,
  calendar: IconCalendarMonth,
  timeline: IconTimeline,
  afterlife: IconTimelineEventText,
  map: IconMap2,
};

interface ViewSwitchProps {
  readonly views: readonly ViewName[];
  readonly view: ViewName;
  readonly onChange: (view: ViewName) => void;
}

/** The same records in another way; what is filtered and selected stays. */
export function ViewSwitch({ views, view, onChange }: ViewSwitchProps) {
  const { t } = useTranslation('pipeline');
  return (
    <SegmentedControl
      size="sm"
      aria-label={t('view.label')}
      value={view}
      onChange={(value) => {
        const chosen = viewNames.find((name) => name === value);
        if (chosen) onChange(chosen);
      }}
      data={views.map((name) => {
        const Icon = icons[name];
        return {
          value: name,
          label: (
            <span className={classes.viewName} title={t(`view.${name}`)}>
              <Icon size={18} aria-hidden="true" />
              <span className={classes.viewWord} data-current={name === view || undefined}>
                {t(`view.${name}`)}
              </span>
            </span>
          ),
        };
      })}
    />
  );
}
