import { useTranslation } from 'react-i18next';
import type { LanguageMap } from '#core/kinds/fieldTypes.ts';
import { LanguageText } from '#ui/components/LanguageText.tsx';
import { useFormat } from '#ui/i18n/format.ts';
import { lookUp } from '#ui/i18n/lookUp.ts';
import { PlainText } from './PlainText.tsx';
import { TableFrame } from './TableFrame.tsx';
import classes from './values.module.css';

type Row = Readonly<Record<string, unknown>>;

/** A nested value that is stored as it came: rows of a table where it has rows, otherwise its parts. */
export function JsonValue({ value, label }: { readonly value: unknown; readonly label: string }) {
  const { i18n } = useTranslation('records');
  if (!Array.isArray(value)) return <Cell value={value} />;
  const rows = value.filter((row): row is Row => row !== null && typeof row === 'object');
  if (rows.length !== value.length) return <Cell value={value.map(String).join(', ')} />;
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((name) => name !== 'sources');
  return (
    <TableFrame label={label}>
      <table className={classes.table}>
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col" className={isNumeric(rows, name) ? classes.end : undefined}>
                {lookUp(i18n, [`records:nested.${name}`]) ?? name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={JSON.stringify(row)}>
              {columns.map((name) => (
                <td key={name} className={isNumeric(rows, name) ? classes.end : undefined}>
                  <Cell value={row[name]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

function isNumeric(rows: readonly Row[], name: string): boolean {
  return rows.every((row) => row[name] === undefined || row[name] === null || typeof row[name] === 'number');
}

function Cell({ value }: { readonly value: unknown }) {
  const format = useFormat();
  if (value === null || value === undefined) return <span className={classes.quiet}>–</span>;
  if (typeof value === 'number') return <>{format.number(value)}</>;
  if (typeof value === 'boolean') return <>{format.choice('country', 'boolean', value)}</>;
  if (typeof value === 'string') return <PlainText>{value}</PlainText>;
  if (isLanguageMap(value)) return <LanguageText value={value} />;
  return <PlainText>{JSON.stringify(value)}</PlainText>;
}

function isLanguageMap(value: object): value is LanguageMap {
  const entries = Object.entries(value);
  return (
    entries.length > 0 && entries.every(([key, text]) => /^[a-z]{2,3}$/.test(key) && typeof text === 'string')
  );
}
