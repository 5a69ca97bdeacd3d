export { MatchingPage } from './MatchingPage.tsx';
export { MatchPage } from './MatchPage.tsx';
export { TeamPage } from './team/TeamPage.tsx';
