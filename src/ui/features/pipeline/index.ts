export { ViewSwitch } from './ViewSwitch.tsx';
export { readView, type ViewName, viewsOf } from './views.ts';
