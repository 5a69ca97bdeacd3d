import { useQuery } from '@tanstack/react-query';
import { orpc } from '#ui/host/queries.ts';
import { useSettings } from '#ui/host/useSettings.ts';

const mostListed = 500;

/** All missions, latest first. */
export function useMissions() {
  return useQuery(
    orpc.registry.list.queryOptions({
      input: { kind: 'mission', sort: { field: 'from', direction: 'descending' }, limit: mostListed },
    }),
  );
}

/** The mission that this device is on, as its owner has said. */
export function useRunningMission(): { id: string | undefined; run: (id: string) => void } {
  const { settings, change } = useSettings();
  return {
    id: settings?.runningMission || undefined,
    run: (id) => change({ runningMission: id }),
  };
}
