import { MusubiError } from '#core/errors/musubiError.ts';
import { type KindName, kindNames } from '#core/kinds/fieldTypes.ts';
import { parseKind } from '#core/kinds/index.ts';
import { nearestName } from '#core/records/validateRecord.ts';

export function wrongUsage(reason: string): MusubiError {
  return new MusubiError('WRONG_USAGE', { reason });
}

/** @throws MusubiError UNKNOWN_KIND with the nearest known one */
export function requireKind(text: string): KindName {
  const kind = parseKind(text);
  if (!kind) throw new MusubiError('UNKNOWN_KIND', { kind: text, nearest: nearestName(text, kindNames) });
  return kind;
}
