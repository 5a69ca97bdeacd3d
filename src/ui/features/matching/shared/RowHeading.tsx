import { Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** What a row of a ranking is about; a heading, so that readers go from row to row, without a heading's looks. */
export function RowHeading({ children }: { readonly children: ReactNode }) {
  return (
    <Text component="h2" inherit m={0}>
      {children}
    </Text>
  );
}
