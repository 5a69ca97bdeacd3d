import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { lookUp } from '#ui/i18n/lookUp.ts';

/** Words for a code of the engine, from a group of texts that has an `other` for codes of a later version. */
export function useCodeText(group: 'assumed' | 'filtered.reason' | 'rollout.adapt' | 'rollout.dimensions') {
  const { i18n } = useTranslation();
  return useMemo(
    () => (code: string) =>
      lookUp(i18n, [`match:${group}.${code}`, `match:${group}.other`, 'match:assumed.other']) ?? code,
    [i18n, group],
  );
}
