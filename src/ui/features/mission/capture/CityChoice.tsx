import { useTranslation } from 'react-i18next';
import type { RecordLabel } from '#contract/schemas.ts';
import { LanguageText } from '#ui/components/LanguageText.tsx';
import classes from '../mission.module.css';

interface CityChoiceProps {
  readonly cities: readonly string[];
  readonly labels: Readonly<Record<string, RecordLabel>>;
  readonly value: string | undefined;
  readonly onChange: (city: string | undefined) => void;
}

/** The cities of the mission as large buttons; one at most is chosen, and a second press lets it go. */
export function CityChoice({ cities, labels, value, onChange }: CityChoiceProps) {
  const { t } = useTranslation('mission');
  if (cities.length === 0) return null;
  return (
    <fieldset className={classes.cities}>
      <legend>{t('capture.city')}</legend>
      {cities.map((id) => (
        <button
          key={id}
          type="button"
          className={classes.city}
          aria-pressed={value === id}
          onClick={() => onChange(value === id ? undefined : id)}
        >
          <LanguageText value={labels[id]?.label} fallback={id} />
        </button>
      ))}
    </fieldset>
  );
}
