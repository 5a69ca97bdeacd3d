import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { TeamProposalRow, WeighedTeamAnswer } from '#contract/matchingSchemas.ts';
import { orpc } from '#ui/host/queries.ts';
import type { Names } from '../shared/names.tsx';

export interface TeamWork {
  /** The team as it stands now. */
  readonly team: TeamProposalRow;
  readonly isChanged: boolean;
  /** The member whose place is being filled anew. */
  readonly leaving: string | undefined;
  readonly replacements: WeighedTeamAnswer['replacements'] | undefined;
  readonly names: Names;
  readonly stale: boolean;
  readonly error: unknown;
  readonly swap: (leaving: string | undefined) => void;
  readonly take: (organisationId: string) => void;
  readonly reset: () => void;
}

/** A proposed team in the hands of a person: the host weighs every step with the engine that proposed it. */
export function useTeamWork(
  proposal: TeamProposalRow,
  needs: readonly string[],
  lead: string | undefined,
): TeamWork {
  const proposed = proposal.members.map(({ organisationId }) => organisationId);
  const [members, setMembers] = useState<readonly string[]>();
  const [leaving, setLeaving] = useState<string>();
  const { data, error, isPlaceholderData } = useQuery(
    orpc.matching.weighTeam.queryOptions({
      input: {
        needIds: [...needs],
        members: [...(members ?? proposed)],
        ...(lead === undefined ? {} : { lead }),
        ...(leaving === undefined ? {} : { leaving }),
      },
      enabled: members !== undefined || leaving !== undefined,
      placeholderData: keepPreviousData,
    }),
  );
  const weighed = members === undefined ? undefined : data;
  return {
    team: weighed?.team ?? proposal,
    isChanged: members !== undefined,
    leaving,
    replacements: leaving !== undefined && !isPlaceholderData ? data?.replacements : undefined,
    names: data?.labels ?? {},
    stale: isPlaceholderData,
    error,
    swap: setLeaving,
    take: (organisationId) => {
      setMembers((members ?? proposed).map((id) => (id === leaving ? organisationId : id)));
      setLeaving(undefined);
    },
    reset: () => {
      setMembers(undefined);
      setLeaving(undefined);
    },
  };
}
