import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RecordDetail } from '#contract/schemas.ts';
import { KindIcon } from '#ui/components/KindIcon.tsx';
import { useFormat } from '#ui/i18n/format.ts';
import classes from './record.module.css';
import { relationGroups } from './relationGroups.ts';

/** What hangs on a record, in numbers, each leading to the list on its page. */
export function RelationCounts({ detail }: { readonly detail: RecordDetail }) {
  const { t } = useTranslation(['records', 'common']);
  const format = useFormat();
  const groups = relationGroups(detail);
  if (groups.length === 0) return null;
  return (
    <section>
      <h3 className={classes.smallTitle}>{t('record.relations')}</h3>
      <ul className={classes.counts}>
        {groups.map(({ kind, relations }) => (
          <li key={kind}>
            <Link
              to="/record/$id"
              params={{ id: detail.record.id }}
              search={{ tab: 'relations' } as never}
              className={classes.count}
            >
              <KindIcon kind={kind} size={16} />
              <span>{format.kindName(kind, true)}</span>
              <span className={classes.countNumber}>{format.number(relations.length)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
