import { implement } from '@orpc/server';
import { contract } from '#contract/index.ts';
import { travellingError } from '../travellingError.ts';

/** What answers before a registry under a passphrase is open: whether it is locked, and the way in. */
export function createLockedRouter(unlock: (passphrase: string) => Promise<void>, path: string) {
  const procedures = implement({ access: contract.access }).use(async ({ next, path: procedure }) => {
    try {
      return await next();
    } catch (cause) {
      throw travellingError(cause, path, procedure.join('.'));
    }
  });
  return procedures.router({
    access: {
      state: procedures.access.state.handler(() => ({ locked: true })),
      unlock: procedures.access.unlock.handler(async ({ input }) => {
        await unlock(input.passphrase);
        return { locked: false };
      }),
    },
  });
}

export type LockedRouter = ReturnType<typeof createLockedRouter>;
