import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ActivityItem } from '#contract/schemas.ts';
import { RecordLink } from '../../components/RecordLink.tsx';
import { orpc } from '../../host/queries.ts';
import { useFormat } from '../../i18n/format.ts';
import classes from './activity.module.css';
import { isSystemField } from './changeKinds.ts';
import { changeValue, possibleReferences } from './changeValue.ts';
import { fieldRoot } from './describeChange.ts';

/** Each value of a change, before and after. */
export function ChangeDetails({ item }: { readonly item: ActivityItem }) {
  const { t } = useTranslation('activity');
  const format = useFormat();
  const entries = item.entries.filter((entry) => !isSystemField(entry.field));
  const several = new Set(item.entries.map((entry) => entry.recordId)).size > 1;
  const ids = entries.flatMap((entry) =>
    [entry.before, entry.after].flatMap((value) => possibleReferences(entry.kind, entry.field, value)),
  );
  const { data: labels = {} } = useQuery(
    orpc.registry.labels.queryOptions({ input: { ids: [...new Set(ids)].sort() }, enabled: ids.length > 0 }),
  );
  const names = Object.fromEntries(
    Object.entries(labels).map(([id, found]) => [id, format.plain(found.label)]),
  );

  return (
    <div className={classes.details}>
      <table>
        <thead>
          <tr>
            {several ? <th scope="col">{t('record')}</th> : null}
            <th scope="col">{t('field')}</th>
            <th scope="col">{t('from')}</th>
            <th scope="col">{t('to')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => {
            const before = changeValue(entry.kind, entry.field, entry.before, names, format);
            const after = changeValue(entry.kind, entry.field, entry.after, names, format);
            const language = languageOf(entry.field);
            return (
              <tr key={`${entry.recordId} ${entry.field} ${entry.action} ${before} ${after}`}>
                {several ? (
                  <td>
                    {entry.kind ? (
                      <RecordLink id={entry.recordId} kind={entry.kind} label={entry.label} />
                    ) : (
                      entry.recordId
                    )}
                  </td>
                ) : null}
                <th scope="row">
                  {entry.kind ? format.fieldName(entry.kind, fieldRoot(entry.field)) : entry.field}
                  {language ? (
                    <span className={classes.language}>{format.languageName(language)}</span>
                  ) : null}
                </th>
                <td lang={language} className={classes.before}>
                  {before ?? <span className={classes.none}>{t('cleared')}</span>}
                </td>
                <td lang={language}>{after ?? <span className={classes.none}>{t('cleared')}</span>}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {item.more > 0 ? (
        <p className={classes.none}>
          {t('moreEntries', { count: item.more, formatted: format.number(item.more) })}
        </p>
      ) : null}
    </div>
  );
}

/** `name/ja` is the Japanese text of the name. */
function languageOf(field: string): string | undefined {
  const [, part] = field.split('/');
  return part && /^[a-z]{2,3}$/.test(part) ? part : undefined;
}
