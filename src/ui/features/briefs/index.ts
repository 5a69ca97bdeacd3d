export { BriefsPage } from './BriefsPage.tsx';
