import {
  IconFileExport,
  IconHistory,
  IconHome,
  IconMap2,
  IconPuzzle,
  IconRefresh,
  IconSettings,
  IconTableImport,
  type TablerIcon,
} from '@tabler/icons-react';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { kindIcons } from '../components/KindIcon.tsx';

export type PlaceName =
  | 'home'
  | 'map'
  | 'matching'
  | 'mission'
  | 'briefs'
  | 'import'
  | 'sync'
  | 'activity'
  | 'settings';

/** A screen of its own. */
export interface PlaceEntry {
  readonly place: PlaceName;
  readonly to:
    | '/'
    | '/map'
    | '/matching'
    | '/mission'
    | '/briefs'
    | '/import'
    | '/sync'
    | '/activity'
    | '/settings';
  readonly icon: TablerIcon;
  /** Left out of the rail on a low screen, so that the rest stays in sight; lists and the palette lead there too. */
  readonly whereRoom?: true;
}

/** The list of a kind. */
export interface KindEntry {
  readonly kind: KindName;
  readonly icon: TablerIcon;
}

export type NavigationEntry = PlaceEntry | KindEntry;

export interface NavigationGroup {
  readonly name: 'overview' | 'formation' | 'partners' | 'opportunities' | 'field' | 'reference' | 'tools';
  readonly entries: readonly NavigationEntry[];
}

function kindEntries(...kinds: readonly KindName[]): KindEntry[] {
  return kinds.map((kind) => ({ kind, icon: kindIcons[kind] }));
}

/** The rail, from top to bottom; the command palette offers the same places. */
export const navigation: readonly NavigationGroup[] = [
  {
    name: 'overview',
    entries: [
      { place: 'home', to: '/', icon: IconHome },
      { place: 'map', to: '/map', icon: IconMap2 },
    ],
  },
  { name: 'formation', entries: kindEntries('city', 'need', 'study', 'followUp', 'project', 'mou') },
  {
    name: 'partners',
    entries: [
      ...kindEntries('organisation'),
      { place: 'matching', to: '/matching', icon: IconPuzzle },
      ...kindEntries('solution', 'contact'),
    ],
  },
  { name: 'opportunities', entries: kindEntries('event', 'programme', 'precedent') },
  {
    name: 'field',
    entries: [
      { place: 'mission', to: '/mission', icon: kindIcons.mission },
      ...kindEntries('missionNote', 'measure', 'verdict'),
    ],
  },
  { name: 'reference', entries: kindEntries('country', 'concept') },
  {
    name: 'tools',
    entries: [
      { place: 'briefs', to: '/briefs', icon: IconFileExport },
      { place: 'import', to: '/import', icon: IconTableImport, whereRoom: true },
      { place: 'sync', to: '/sync', icon: IconRefresh },
      { place: 'activity', to: '/activity', icon: IconHistory },
      { place: 'settings', to: '/settings', icon: IconSettings },
    ],
  },
];

/** Kinds that a person can add from anywhere. */
export const kindsToAdd: readonly KindName[] = navigation
  .flatMap((group) => group.entries)
  .flatMap((entry) => ('kind' in entry ? [entry.kind] : entry.place === 'mission' ? ['mission'] : []));
