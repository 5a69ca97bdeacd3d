export { EditPage } from './form/EditPage.tsx';
export { NewPage } from './form/NewPage.tsx';
export { ListPage } from './list/ListPage.tsx';
export { ChangedValue } from './record/ChangeEntry.tsx';
export { RecordPage } from './record/RecordPage.tsx';
