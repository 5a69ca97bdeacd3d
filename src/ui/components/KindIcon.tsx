import {
  IconBook2,
  IconBookmark,
  IconBuilding,
  IconBuildingCommunity,
  IconBulb,
  IconCalendarEvent,
  IconChartLine,
  IconCoins,
  IconContract,
  IconFlag,
  IconGavel,
  IconListCheck,
  IconMessage2Question,
  IconNotes,
  IconPaperclip,
  IconPlaneDeparture,
  IconReportSearch,
  IconRoute,
  IconTags,
  IconUser,
  type TablerIcon,
} from '@tabler/icons-react';
import type { KindName } from '#core/kinds/fieldTypes.ts';

/** One sign per kind, the same in the rail, in lists, in search and on the map's list. */
export const kindIcons: Readonly<Record<KindName, TablerIcon>> = {
  country: IconFlag,
  city: IconBuildingCommunity,
  need: IconMessage2Question,
  organisation: IconBuilding,
  solution: IconBulb,
  study: IconReportSearch,
  followUp: IconListCheck,
  project: IconRoute,
  mou: IconContract,
  event: IconCalendarEvent,
  programme: IconCoins,
  precedent: IconBook2,
  contact: IconUser,
  mission: IconPlaneDeparture,
  missionNote: IconNotes,
  attachment: IconPaperclip,
  measure: IconChartLine,
  concept: IconTags,
  verdict: IconGavel,
  savedView: IconBookmark,
};

/** Decoration beside the kind's name or a record's: never the only sign. Size in pixels. */
export function KindIcon({ kind, size = 18 }: { readonly kind: KindName; readonly size?: number }) {
  const Icon = kindIcons[kind];
  return <Icon size={size} stroke={1.6} aria-hidden="true" style={{ flex: 'none' }} />;
}
