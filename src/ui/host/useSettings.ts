import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Settings } from '#contract/schemas.ts';
import { host } from './client.ts';
import { orpc } from './queries.ts';
import { reportError } from './reportError.ts';

export interface SettingsAccess {
  /** Undefined until the host has answered. */
  readonly settings: Settings | undefined;
  /** Shows the change at once and keeps it; a refusal puts the old value back and is reported. */
  readonly change: (values: Partial<Settings>) => void;
}

export function useSettings(): SettingsAccess {
  const queries = useQueryClient();
  const { data } = useQuery(orpc.settings.get.queryOptions());

  const change = useCallback(
    (values: Partial<Settings>) => {
      const key = orpc.settings.get.queryKey();
      const before = queries.getQueryData<Settings>(key);
      if (before) queries.setQueryData<Settings>(key, { ...before, ...values });
      host.settings.set(values).then(
        (kept) => queries.setQueryData<Settings>(key, kept),
        (error: unknown) => {
          if (before) queries.setQueryData<Settings>(key, before);
          reportError(error);
        },
      );
    },
    [queries],
  );

  return { settings: data, change };
}
