import {
  type ColumnDef,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  tableFeatures,
} from '@tanstack/react-table';
import type { ListOutput } from '#contract/schemas.ts';

/** Order, filters and pages are the host's; the table keeps which columns are shown and how wide they are. */
export const listFeatures = tableFeatures({
  columnSizingFeature,
  columnResizingFeature,
  columnVisibilityFeature,
});

export type ListFeatures = typeof listFeatures;
export type ListItem = ListOutput['items'][number];
export type ListColumnDef = ColumnDef<ListFeatures, ListItem>;
