import type { KindName, Shape } from '#core/kinds/fieldTypes.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { isKnown } from './ObjectValue.tsx';
import { PartValue } from './PartValue.tsx';
import type { Labels } from './ReferenceValue.tsx';
import { TableFrame } from './TableFrame.tsx';
import classes from './values.module.css';

type Row = Readonly<Record<string, unknown>>;

interface ObjectsTableProps {
  readonly kind: KindName;
  readonly field: string;
  readonly shape: Shape;
  readonly rows: readonly Row[];
  readonly labels: Labels;
  /** Says what the table holds, for those who hear it. */
  readonly caption: string;
}

const numeric = new Set(['integer', 'number', 'date']);

/** Members of a structured list as rows; parts that no member has are left out. */
export function ObjectsTable({ kind, field, shape, rows, labels, caption }: ObjectsTableProps) {
  const format = useFormat();
  const columns = Object.entries(shape).filter(([name]) => rows.some((row) => isKnown(row[name])));
  return (
    <TableFrame label={caption}>
      <table className={classes.table}>
        <caption className="musubi-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map(([name, part]) => (
              <th key={name} scope="col" className={numeric.has(part.type) ? classes.end : undefined}>
                {format.fieldName(kind, `${field}.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={JSON.stringify(row)}>
              {columns.map(([name, part]) => (
                <td key={name} className={numeric.has(part.type) ? classes.end : undefined}>
                  {isKnown(row[name]) ? (
                    <PartValue
                      kind={kind}
                      path={`${field}.${name}`}
                      part={part}
                      value={row[name]}
                      labels={labels}
                    />
                  ) : (
                    <span className={classes.quiet}>–</span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
