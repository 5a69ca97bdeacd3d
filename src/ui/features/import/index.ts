export { ImportBatchPage } from './batch/ImportBatchPage.tsx';
export { ImportPage } from './ImportPage.tsx';
export { ImportSessionPage } from './ImportSessionPage.tsx';
