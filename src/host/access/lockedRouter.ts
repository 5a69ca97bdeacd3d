import { implement } from '@orpc/server';
import { contract } from '#contract/index.ts';
import type { Opening } from '../opening/opening.ts';
import { travellingError } from '../travellingError.ts';

export interface Waiting {
  /** Opens the registry with what a person typed. */
  unlock(passphrase: string): Promise<void>;
  /** How far an opening is that is under way; throws what it failed with. */
  opening(): (Pick<Opening, 'reason'> & { readonly share: number }) | undefined;
}

/** What answers before the registry is open: how far the opening is, whether it is locked, and the way in. */
export function createLockedRouter({ unlock, opening }: Waiting, path: string) {
  const procedures = implement({ access: contract.access }).use(async ({ next, path: procedure }) => {
    try {
      return await next();
    } catch (cause) {
      throw travellingError(cause, path, procedure.join('.'));
    }
  });
  return procedures.router({
    access: {
      state: procedures.access.state.handler(() => {
        const now = opening();
        return now ? { locked: false, opening: now } : { locked: true };
      }),
      unlock: procedures.access.unlock.handler(async ({ input }) => {
        await unlock(input.passphrase);
        return { locked: false };
      }),
    },
  });
}

export type LockedRouter = ReturnType<typeof createLockedRouter>;
