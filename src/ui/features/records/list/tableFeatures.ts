import {
  type ColumnDef,
  columnOrderingFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  tableFeatures,
} from '@tanstack/react-table';
import type { ListItem } from '../data/useRecordWindow.ts';

/** Records, order, filters and pages are the host's; the table keeps which columns are shown, where and how wide. */
export const listFeatures = tableFeatures({
  columnSizingFeature,
  columnResizingFeature,
  columnVisibilityFeature,
  columnOrderingFeature,
});

export type ListFeatures = typeof listFeatures;
export type ListColumnDef = ColumnDef<ListFeatures, ListItem>;
