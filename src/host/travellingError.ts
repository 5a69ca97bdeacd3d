import { ORPCError } from '@orpc/server';
import { type ErrorCode, MusubiError } from '#core/errors/musubiError.ts';
import { isStorageFailure, storageError } from '#db/storageError.ts';

const httpStatus: Partial<Record<ErrorCode, number>> = {
  NOT_FOUND: 404,
  CONFLICT: 409,
  NOTHING_TO_UNDO: 409,
  NOTHING_TO_ERASE: 409,
  INTERNAL: 500,
};

/**
 * Refusals keep their code and details on the way; anything unforeseen says where it happened and no more.
 * @param file the registry's file, for what the disk refuses
 */
export function travellingError(cause: unknown, file: string, procedure: string): unknown {
  if (cause instanceof ORPCError) return cause;
  const refusal =
    cause instanceof MusubiError
      ? cause
      : isStorageFailure(cause)
        ? storageError(cause, file)
        : new MusubiError('INTERNAL', {
            procedure,
            reason: cause instanceof Error ? cause.message : String(cause),
          });
  return new ORPCError(refusal.code, {
    status: httpStatus[refusal.code] ?? 400,
    message: refusal.code,
    data: refusal.details,
    cause,
  });
}

/** The same for what is refused on the way of a stream: a long job fails after its first event has been sent. */
export function withTravellingErrors(output: unknown, travelling: (cause: unknown) => unknown): unknown {
  if (!isStream(output)) return output;
  return (async function* () {
    try {
      return yield* output;
    } catch (cause) {
      throw travelling(cause);
    }
  })();
}

function isStream(output: unknown): output is AsyncGenerator<unknown, unknown, void> {
  return output !== null && typeof output === 'object' && Symbol.asyncIterator in output;
}
