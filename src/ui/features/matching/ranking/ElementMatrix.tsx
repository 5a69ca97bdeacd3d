import { useTranslation } from 'react-i18next';
import type { OrganisationMatches } from '#contract/matchingSchemas.ts';
import { useFormat } from '#ui/i18n/format.ts';
import shared from '../matching.module.css';
import { elementMatrix } from '../model/elements.ts';
import { NameLink } from '../shared/names.tsx';
import { Section } from '../shared/Section.tsx';
import { TableFrame } from '../shared/TableFrame.tsx';
import { CoverageMark } from './CoverageMark.tsx';
import classes from './ranking.module.css';

interface ElementMatrixProps {
  readonly wanted: OrganisationMatches['query']['concepts'];
  readonly rows: OrganisationMatches['items'];
}

/** Who covers what: wanted elements down, organisations across. */
export function ElementMatrix({ wanted, rows }: ElementMatrixProps) {
  const { t } = useTranslation('match');
  const format = useFormat();
  const matrix = elementMatrix(wanted, rows);
  if (matrix.length === 0) return <p className={shared.quiet}>{t('elements.none')}</p>;
  return (
    <Section title={t('elements.title')} help={t('elements.help')}>
      <TableFrame label={t('elements.title')}>
        <table className={classes.matrix}>
          <thead>
            <tr>
              <th scope="col">{t('elements.element')}</th>
              {rows.map((row) => (
                <th key={row.organisationId} scope="col">
                  <NameLink id={row.organisationId} kind="organisation" />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {matrix.map((element) => (
              <tr key={element.conceptId}>
                <th scope="row">
                  <NameLink id={element.conceptId} />
                  <span className={classes.elementNote}>
                    {t(`level.${element.level}`)} ·{' '}
                    {element.covered === 0
                      ? t('elements.nobody')
                      : t('elements.coveredBy', {
                          count: element.covered,
                          formatted: format.number(element.covered),
                        })}
                  </span>
                </th>
                {element.cells.map((cell) => (
                  <td key={cell.organisationId}>
                    <CoverageMark value={cell.value} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </Section>
  );
}
