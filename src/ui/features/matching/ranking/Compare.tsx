import { useTranslation } from 'react-i18next';
import type { OrganisationMatches, OrganisationMatchRow } from '#contract/matchingSchemas.ts';
import { useFormat } from '#ui/i18n/format.ts';
import shared from '../matching.module.css';
import { elementMatrix } from '../model/elements.ts';
import { orderedParts } from '../model/points.ts';
import { MatchBar } from '../score/MatchBar.tsx';
import { Points } from '../score/Points.tsx';
import { Swatch } from '../score/ScoreBar.tsx';
import { ScoreReading } from '../score/ScoreReading.tsx';
import { Name, NameLink } from '../shared/names.tsx';
import { Section } from '../shared/Section.tsx';
import { TableFrame } from '../shared/TableFrame.tsx';
import { CoverageMark } from './CoverageMark.tsx';
import classes from './ranking.module.css';

interface CompareProps {
  readonly rows: readonly OrganisationMatchRow[];
  readonly ids: readonly string[];
  readonly wanted: OrganisationMatches['query']['concepts'];
}

/** Two candidates side by side: parts of the score, then element by element. */
export function Compare({ rows, ids, wanted }: CompareProps) {
  const { t } = useTranslation('match');
  const format = useFormat();
  const chosen = ids.flatMap((id) => rows.find((row) => row.organisationId === id) ?? []);
  if (chosen.length === 0) return null;
  const parts = chosen.map((row) => orderedParts(row.parts, row.score));
  const partWords = (part: (typeof parts)[number][number] | undefined) =>
    part !== undefined && part.weight > 0
      ? t('score.partOf', { count: part.points, most: Math.round(part.weight * 100) })
      : t('score.partOnly', { count: part?.points ?? 0 });
  const names = [...new Set(parts.flat().map((part) => part.feature))];
  return (
    <Section title={t('compare.title')}>
      <ScoreReading />
      <TableFrame label={t('compare.title')}>
        <table className={shared.table}>
          <thead>
            <tr>
              <th scope="col">{t('compare.part')}</th>
              {chosen.map((row) => (
                <th key={row.organisationId} scope="col">
                  <NameLink id={row.organisationId} kind="organisation" />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{t('compare.score')}</th>
              {chosen.map((row) => (
                <td key={row.organisationId}>
                  <p className={classes.bigPoints}>
                    <Points score={row.score} />
                  </p>
                  <MatchBar score={row.score} parts={row.parts} />
                </td>
              ))}
            </tr>
            {names.map((feature) => (
              <tr key={feature}>
                <th scope="row">
                  <Swatch tone={parts.flat().find((part) => part.feature === feature)?.tone ?? 0} />
                  {t(`feature.${feature}`)}
                </th>
                {chosen.map((row, index) => (
                  <td key={row.organisationId} className="musubi-figures">
                    {partWords(parts[index]?.find((part) => part.feature === feature))}
                  </td>
                ))}
              </tr>
            ))}
            {elementMatrix(wanted, chosen).map((element) => (
              <tr key={element.conceptId}>
                <th scope="row">
                  <Name id={element.conceptId} />
                  <span className={shared.levelName}>{t(`level.${element.level}`)}</span>
                </th>
                {element.cells.map((cell) => (
                  <td key={cell.organisationId}>
                    <CoverageMark value={cell.value} />
                  </td>
                ))}
              </tr>
            ))}
            <tr>
              <th scope="row">{t('compare.standing')}</th>
              {chosen.map(({ organisationId, standing }) => (
                <td key={organisationId}>
                  {t('list.standing', { rank: format.number(standing.rank), of: format.number(standing.of) })}
                </td>
              ))}
            </tr>
            <tr>
              <th scope="row">{t('compare.confidence')}</th>
              {chosen.map((row) => (
                <td key={row.organisationId} className="musubi-figures">
                  {t('elements.value', { percent: Math.round(row.confidence * 100) })}
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </TableFrame>
    </Section>
  );
}
