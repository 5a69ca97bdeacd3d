import type { MatchingSettings } from '../settings.ts';
import type { Conditions, OrganisationRecord } from '../types.ts';

/** One side of an organisation's capacity; assumed when the profile does not say. */
export interface CapacityPart {
  readonly code: 'language' | 'role' | 'scale';
  readonly value: number;
  readonly assumed: boolean;
}

/** Working languages, role, scale; the capacity part of a score is their mean. */
export function capacityParts(
  organisation: OrganisationRecord,
  countryLanguages: readonly string[],
  conditions: readonly Conditions[],
  settings: MatchingSettings,
): readonly CapacityPart[] {
  const { prior, englishOnly, roles } = settings.capacity;
  const known = (code: CapacityPart['code'], value: number): CapacityPart => ({
    code,
    value,
    assumed: false,
  });
  const assumed = (code: CapacityPart['code']): CapacityPart => ({ code, value: prior, assumed: true });

  const languages = organisation.languages ?? [];
  const language =
    languages.length === 0 || countryLanguages.length === 0
      ? assumed('language')
      : languages.some((code) => countryLanguages.includes(code))
        ? known('language', 1)
        : known('language', languages.includes('en') ? englishOnly : 0);

  const role = roles[organisation.type ?? ''];
  const wanted = Math.max(0, ...conditions.map((condition) => condition.minimumEmployees ?? 0));
  const scale =
    typeof organisation.employees === 'number' && wanted > 0
      ? known('scale', Math.min(1, organisation.employees / wanted))
      : assumed('scale');
  return [language, role === undefined ? assumed('role') : known('role', role), scale];
}

/** Mean of the parts. */
export function capacityValue(parts: readonly CapacityPart[]): number {
  let sum = 0;
  for (const part of parts) sum += part.value;
  return sum / parts.length;
}
