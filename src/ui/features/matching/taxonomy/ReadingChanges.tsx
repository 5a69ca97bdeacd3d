import { useTranslation } from 'react-i18next';
import type { TaxonomyEffectAnswer } from '#contract/matchingEffectSchemas.ts';
import { useFormat } from '#ui/i18n/format.ts';
import shared from '../matching.module.css';
import { Name, NameLink } from '../shared/names.tsx';
import classes from './taxonomy.module.css';

const shown = 10;

/** Names that stored texts are newly found to hold, or no longer to hold, with the records they stand in. */
export function ReadingChanges({ effect }: { readonly effect: TaxonomyEffectAnswer }) {
  const { t } = useTranslation('match');
  const format = useFormat();
  const { readings, changedReadings } = effect;
  if (readings.length === 0) return null;
  const more = changedReadings - Math.min(shown, readings.length);
  return (
    <div>
      <h3 className={shared.smallTitle}>{t('taxonomy.texts')}</h3>
      <ul className={shared.plainList}>
        {readings.slice(0, shown).map((reading) => (
          <li
            key={`${reading.change} ${reading.id} ${reading.field} ${reading.language} ${reading.start} ${reading.conceptId}`}
            className={classes.readingChange}
          >
            <mark lang={reading.language}>{reading.text}</mark>
            <span className={shared.quiet}>
              {t(reading.change === 'found' ? 'taxonomy.found' : 'taxonomy.lostReading')}
            </span>
            <NameLink id={reading.id} kind={reading.kind} icon />
            <span className={shared.quiet}>{format.fieldName(reading.kind, reading.field)}</span>
            {reading.change === 'lost' ? (
              <span className={shared.quiet}>
                <Name id={reading.conceptId} />
              </span>
            ) : null}
          </li>
        ))}
      </ul>
      {more > 0 ? (
        <p className={shared.quiet}>
          {t('taxonomy.andMore', { count: more, formatted: format.number(more) })}
        </p>
      ) : null}
    </div>
  );
}
