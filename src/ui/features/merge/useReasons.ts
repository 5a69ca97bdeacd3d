import { useTranslation } from 'react-i18next';
import type { Duplicate } from '#contract/schemas.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { lookUp } from '#ui/i18n/lookUp.ts';

/** Why two records may be one, in words: the score, and what speaks for it. */
export function useReasons() {
  const { t, i18n } = useTranslation(['importScreens', 'import']);
  const format = useFormat();
  return ({ score, because }: Pick<Duplicate, 'score' | 'because'>) =>
    format.list([
      t('importScreens:check.score', { score: format.number(Math.round(score * 100)) }),
      ...because.map((reason) => lookUp(i18n, [`import:because.${reason}`]) ?? reason),
    ]);
}
