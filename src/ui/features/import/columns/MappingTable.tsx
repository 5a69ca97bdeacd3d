import { Button, Select } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportPreview } from '#contract/importSchemas.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { Chip } from '#ui/components/Chip.tsx';
import { useFormat } from '#ui/i18n/format.ts';
import classes from '../import.module.css';
import { columnLetter } from './FirstRows.tsx';
import { targetOptions } from './targetOptions.ts';

interface MappingTableProps {
  readonly kind: KindName;
  readonly preview: ImportPreview;
  /** Whether a person has said anything. */
  readonly changed: boolean;
  readonly onChange: (index: number, target: string | null) => void;
  readonly onReset: () => void;
}

const leaveOut = '-';

/** Every column of the file: what stands in it, where it goes, and how that was found. */
export function MappingTable({ kind, preview, changed, onChange, onReset }: MappingTableProps) {
  const { t } = useTranslation(['importScreens', 'import']);
  const format = useFormat();
  const options = useMemo(
    () => [
      { value: leaveOut, label: t('importScreens:columns.leaveOut') },
      ...targetOptions(kind, format, t),
    ],
    [kind, format, t],
  );
  return (
    <section className={classes.card} aria-label={t('importScreens:columns.title')}>
      <div className={classes.cardHead}>
        <h2 className={classes.cardTitle}>{t('importScreens:columns.title')}</h2>
        {changed ? (
          <Button variant="subtle" size="compact-sm" onClick={onReset}>
            {t('importScreens:columns.reset')}
          </Button>
        ) : null}
      </div>
      <p className={classes.quiet}>{t('importScreens:columns.lead')}</p>
      <table className={classes.mapping}>
        <thead>
          <tr>
            <th scope="col">{t('importScreens:columns.column')}</th>
            <th scope="col">{t('importScreens:columns.samples')}</th>
            <th scope="col">{t('importScreens:columns.target')}</th>
            <th scope="col">{t('importScreens:columns.how')}</th>
          </tr>
        </thead>
        <tbody>
          {preview.columns.map(({ index, header, target, by, samples }) => {
            const name = header || t('importScreens:columns.unnamed', { letter: columnLetter(index) });
            return (
              <tr key={index} data-unused={target === null || undefined}>
                <th scope="row">{name}</th>
                <td className={classes.samples}>
                  {samples.length > 0 ? (
                    samples.map((sample) => (
                      <span key={sample} className={classes.sample}>
                        {sample}
                      </span>
                    ))
                  ) : (
                    <span className={classes.quiet}>{t('importScreens:columns.noSamples')}</span>
                  )}
                </td>
                <td>
                  <Select
                    aria-label={t('importScreens:columns.targetOf', { column: name })}
                    data={options}
                    value={target ?? leaveOut}
                    searchable
                    size="sm"
                    allowDeselect={false}
                    maxDropdownHeight={280}
                    nothingFoundMessage={t('importScreens:columns.nothing')}
                    onChange={(value) =>
                      value === null ? undefined : onChange(index, value === leaveOut ? null : value)
                    }
                  />
                </td>
                <td>
                  <Chip tone={by === 'given' || by === 'remembered' ? 'accent' : 'plain'} hollow={!target}>
                    {t(`import:mappedBy.${by}`)}
                  </Chip>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
