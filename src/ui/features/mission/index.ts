export { MissionPage } from './MissionPage.tsx';
export { MissionsPage } from './MissionsPage.tsx';
