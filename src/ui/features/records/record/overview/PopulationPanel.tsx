import { useTranslation } from 'react-i18next';
import type { RecordDetail } from '#contract/schemas.ts';
import type { Confidence } from '#core/kinds/choices.ts';
import type { Source } from '#core/records/recordTypes.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { PlainText } from '../../values/PlainText.tsx';
import { TableFrame } from '../../values/TableFrame.tsx';
import { useCountText } from '../../values/useCountText.ts';
import valueClasses from '../../values/values.module.css';
import { FactSource } from '../FactSource.tsx';
import { Panel } from '../Panel.tsx';
import classes from '../record.module.css';

interface Figure {
  readonly value?: number;
  readonly year?: number;
  readonly scope?: string;
  readonly approximate?: boolean;
  readonly note?: string;
  readonly confidence?: Confidence;
  readonly sources?: readonly Source[];
  readonly alternatives?: readonly Figure[];
}

/** All known figures side by side: they differ by year and by the area that is counted. */
export function PopulationPanel({ detail }: { readonly detail: RecordDetail }) {
  const { t } = useTranslation('records');
  const format = useFormat();
  const countText = useCountText();
  const main = detail.record.population as Figure | undefined;
  if (typeof main?.value !== 'number') return null;
  const figures = [main, ...(main.alternatives ?? [])];
  return (
    <Panel title={format.fieldName('city', 'population')} count={figures.length}>
      <TableFrame label={format.fieldName('city', 'population')}>
        <table className={valueClasses.table}>
          <thead>
            <tr>
              <th scope="col">{format.fieldName('city', 'population.scope')}</th>
              <th scope="col" className={valueClasses.end}>
                {format.fieldName('city', 'population')}
              </th>
              <th scope="col">{format.fieldName('city', 'population.note')}</th>
              <th scope="col">
                <span className="musubi-hidden">{t('record.sources')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {figures.map((figure) => (
              <tr key={`${figure.value} ${figure.year} ${figure.scope}`}>
                <td>{figure.scope ? <PlainText>{figure.scope}</PlainText> : t('value.unknown')}</td>
                <td className={valueClasses.end}>{countText.population({ ...figure })}</td>
                <td className={classes.quiet}>{figure.note ? <PlainText>{figure.note}</PlainText> : null}</td>
                <td>
                  <FactSource
                    name={figure.scope ?? format.fieldName('city', 'population')}
                    confidence={figure.confidence}
                    sources={figure.sources ?? []}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </Panel>
  );
}
