import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#ui/i18n/format.ts';
import { lookUp } from '#ui/i18n/lookUp.ts';

export interface SettingWords {
  /** `strength.halfLifeYears` → its own name; the bare path for a setting of another version. */
  name(path: string): string;
  /** The name with its group before it, where it stands alone. */
  fullName(path: string): string;
  value(value: unknown): string;
}

const decimals: Intl.NumberFormatOptions = { maximumFractionDigits: 4 };

/** Groups whose members have their names elsewhere already. */
const namedElsewhere: readonly (readonly [prefix: string, texts: string])[] = [
  ['weights.', 'match:feature.'],
  ['strength.levels.', 'match:evidenceLevel.'],
  ['levels.', 'match:level.'],
  ['capacity.roles.', 'choices:organisation-type.'],
  ['rollout.weights.', 'match:rollout.dimensions.'],
];
const languagePrefix = 'text.ngramWeight.';

/** Words for settings of matching and their values. */
export function useSettingWords(): SettingWords {
  const { t, i18n } = useTranslation('matchSettings');
  const format = useFormat();
  return useMemo(() => {
    const name = (path: string): string => {
      if (path.startsWith(languagePrefix)) {
        const language = path.slice(languagePrefix.length);
        return language === 'other' ? t('otherLanguage') : format.languageName(language);
      }
      const elsewhere = namedElsewhere.find(([prefix]) => path.startsWith(prefix));
      const key = elsewhere
        ? `${elsewhere[1]}${path.slice(elsewhere[0].length)}`
        : `matchSettings:name.${path}`;
      return lookUp(i18n, [key]) ?? path;
    };
    return {
      name,
      fullName: (path) => {
        const group = lookUp(i18n, [`matchSettings:group.${path.split('.')[0]}`]);
        return group === undefined ? name(path) : `${group} › ${name(path)}`;
      },
      value: (value) =>
        typeof value === 'number'
          ? format.number(value, decimals)
          : (lookUp(i18n, [`matchSettings:choice.${String(value)}`]) ?? '–'),
    };
  }, [t, i18n, format]);
}
