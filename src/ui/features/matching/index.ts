export { MatchingPage } from './MatchingPage.tsx';
export { MatchPage } from './MatchPage.tsx';
export { RunPage } from './runs/RunPage.tsx';
export { RunsPage } from './runs/RunsPage.tsx';
export { SettingsPage } from './settings/SettingsPage.tsx';
export { TeamPage } from './team/TeamPage.tsx';
