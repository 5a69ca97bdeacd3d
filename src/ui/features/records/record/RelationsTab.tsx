import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordDetail } from '#contract/schemas.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { definitionOf } from '#core/kinds/index.ts';
import { EmptyState } from '#ui/components/EmptyState.tsx';
import { useFormat } from '#ui/i18n/format.ts';
import { inSentence } from '../values/inSentence.ts';
import { Panel } from './Panel.tsx';
import { RelationList } from './RelationList.tsx';
import classes from './record.module.css';
import { relationGroups } from './relationGroups.ts';

/** Everything that this record points to and that points to it. */
export function RelationsTab({ detail }: { readonly detail: RecordDetail }) {
  const { t } = useTranslation('records');
  const groups = relationGroups(detail);
  const { id, kind } = detail.record;
  if (groups.length === 0) {
    return <EmptyState title={t('record.noRelations')}>{t('record.noRelationsHelp')}</EmptyState>;
  }
  return (
    <div className={classes.stack}>
      {groups.map((group) => (
        <KindPanel key={group.kind} kind={group.kind} count={group.relations.length} owner={{ id, kind }}>
          <RelationList owner={kind} relations={group.relations} showWays limit={12} />
        </KindPanel>
      ))}
    </div>
  );
}

interface KindPanelProps {
  readonly kind: KindName;
  readonly count?: number;
  /** Whose page it is, so that a new record can begin with the link back. */
  readonly owner: { readonly id: string; readonly kind: KindName };
  readonly children: ReactNode;
}

/** Records of one kind, with the way to add one that is linked at once. */
export function KindPanel({ kind, count, owner, children }: KindPanelProps) {
  const { t } = useTranslation('records');
  const format = useFormat();
  const field = linkField(kind, owner.kind);
  return (
    <Panel
      title={format.kindName(kind, true)}
      kind={kind}
      count={count}
      action={
        field === undefined ? null : (
          <Button
            variant="subtle"
            size="compact-sm"
            className={classes.panelAdd}
            aria-label={t('actions.add', { kind: inSentence(format.kindName(kind), format.language) })}
            leftSection={<IconPlus size={16} aria-hidden="true" />}
            renderRoot={(props) => (
              <Link to="/new/$kind" params={{ kind }} search={{ [field]: owner.id } as never} {...props} />
            )}
          >
            {t('actions.addShort')}
          </Button>
        )
      }
    >
      {children}
    </Panel>
  );
}

/** The field by which a new record of `kind` would point to a record of `target`. */
export function linkField(kind: KindName, target: KindName): string | undefined {
  // Places and terms are looked up, not made on the way.
  if (kind === 'country' || kind === 'concept' || kind === 'attachment') return undefined;
  return Object.entries(definitionOf(kind).fields).find(
    ([, definition]) =>
      (definition.type === 'reference' || definition.type === 'references') &&
      definition.to.includes(target) &&
      definition.conceptTypes === undefined,
  )?.[0];
}
