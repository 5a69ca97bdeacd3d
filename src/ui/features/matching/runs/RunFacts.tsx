import { useTranslation } from 'react-i18next';
import type { MatchRun } from '#contract/matchingRunSchemas.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { Section } from '../shared/Section.tsx';
import { TableFrame } from '../shared/TableFrame.tsx';
import { useSubjectText } from './RunSubject.tsx';
import classes from './runs.module.css';
import { shortHash, useRunActor } from './useRunWords.ts';

const facts = [
  'when',
  'who',
  'question',
  'asked',
  'audience',
  'limit',
  'day',
  'data',
  'taxonomy',
  'settings',
  'dictionary',
] as const;
type Fact = (typeof facts)[number];

/** What one run, or each of two, was answered from; what differs is marked. */
export function RunFacts({ runs }: { readonly runs: readonly MatchRun[] }) {
  const { t } = useTranslation('matchRuns');
  const format = useFormat();
  const actor = useRunActor();
  const subject = useSubjectText();
  const wordsOf = (run: MatchRun, fact: Fact): string => {
    switch (fact) {
      case 'when':
        return format.instant(run.at);
      case 'who':
        return actor(run);
      case 'question':
        return t(`question.${run.question}`);
      case 'asked':
        return subject(run);
      case 'audience':
        return t(`audience.${run.audience}`);
      case 'limit':
        return typeof run.input.limit === 'number' ? format.number(run.input.limit) : '–';
      case 'day':
        return format.shortDate(run.run.day);
      case 'data':
        return shortHash(run.run.dataHash);
      case 'taxonomy':
        return shortHash(run.run.taxonomyHash);
      case 'settings':
        return shortHash(run.run.settingsHash);
      case 'dictionary':
        return run.run.segmenter;
    }
  };
  return (
    <Section title={t('facts')}>
      <TableFrame label={t('facts')}>
        <table className={classes.table}>
          {runs.length > 1 ? (
            <thead>
              <tr>
                <td />
                <th scope="col">{t('column.earlier')}</th>
                <th scope="col">{t('column.later')}</th>
              </tr>
            </thead>
          ) : null}
          <tbody>
            {facts.map((fact) => {
              const values = runs.map((run) => wordsOf(run, fact));
              const differs = new Set(values).size > 1;
              return (
                <tr key={fact} data-differs={differs || undefined}>
                  <th scope="row">
                    {t(`fact.${fact}`)}
                    {differs ? <span className={classes.under}>{t('differs')}</span> : null}
                  </th>
                  {runs.map((run, index) => (
                    <td key={run.id}>{values[index]}</td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </TableFrame>
    </Section>
  );
}
