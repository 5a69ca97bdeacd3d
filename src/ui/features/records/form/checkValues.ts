import { ORPCError } from '@orpc/client';
import { MusubiError } from '#core/errors/musubiError.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { type ValidationMode, validateRecord } from '#core/records/validateRecord.ts';
import type { Values } from './buildPatch.ts';

/**
 * The host's own check, before anything is sent.
 * @returns the refusal the host would give, or undefined when all is well
 */
export function checkValues(
  kind: KindName,
  values: Values,
  mode: ValidationMode,
  language: string,
): Error | undefined {
  try {
    validateRecord(kind, values, mode, language);
    return undefined;
  } catch (error) {
    if (!(error instanceof MusubiError)) throw error;
    return new ORPCError(error.code, { data: error.details });
  }
}
