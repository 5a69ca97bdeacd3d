export { ConflictsPage } from './conflicts/ConflictsPage.tsx';
export { ConnectionPage } from './connection/ConnectionPage.tsx';
export { SyncPage } from './SyncPage.tsx';
