import { useTranslation } from 'react-i18next';
import type { ImportPreview } from '#contract/importSchemas.ts';
import { TableFrame } from '../../records/values/TableFrame.tsx';
import classes from '../import.module.css';
import own from './firstRows.module.css';

interface FirstRowsProps {
  readonly preview: ImportPreview;
  readonly onHeader: (row: number) => void;
}

/** The file's first rows as they stand there; the number of a row makes it the header. */
export function FirstRows({ preview, onHeader }: FirstRowsProps) {
  const { t } = useTranslation('importScreens');
  const { lines, headerTop, headerBottom } = preview;
  const width = Math.max(...lines.map(({ cells }) => cells.length));
  return (
    <section className={classes.card} aria-label={t('reading.firstRows')}>
      <h2 className={classes.cardTitle}>{t('reading.firstRows')}</h2>
      <p className={classes.quiet}>{t('reading.headerHelp')}</p>
      <TableFrame label={t('reading.firstRows')}>
        <table className={own.sheet}>
          <thead>
            <tr>
              <th scope="col">{t('reading.rowNumber')}</th>
              {Array.from({ length: width }, (_none, index) => (
                <th key={columnLetter(index)} scope="col">
                  {columnLetter(index)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map(({ number, cells }) => {
              const isHeader = number >= headerTop && number <= headerBottom;
              const state = isHeader ? 'header' : number < headerTop ? 'above' : undefined;
              return (
                <tr key={number} data-state={state}>
                  <th scope="row">
                    <button
                      type="button"
                      className={own.rowButton}
                      aria-pressed={isHeader}
                      aria-label={t('reading.useAsHeader', { row: number })}
                      onClick={() => onHeader(number)}
                    >
                      {number}
                    </button>
                  </th>
                  {Array.from({ length: width }, (_none, index) => (
                    <td key={columnLetter(index)}>{cells[index]}</td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </TableFrame>
    </section>
  );
}

/** A, B … Z, AA, as spreadsheets name columns. @param index from 0 */
export function columnLetter(index: number): string {
  const rest = Math.floor(index / 26);
  return `${rest > 0 ? columnLetter(rest - 1) : ''}${String.fromCharCode(65 + (index % 26))}`;
}
