import { Button, NativeSelect, Popover, TextInput } from '@mantine/core';
import { IconBookmark, IconBookmarkPlus, IconPencil, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { conditionSchema, sortSchema } from '#contract/schemas.ts';
import { visibilities } from '#core/kinds/choices.ts';
import type { KindName, LanguageMap } from '#core/kinds/fieldTypes.ts';
import { orpc } from '#ui/host/queries.ts';
import { reportError } from '#ui/host/reportError.ts';
import { useFormat } from '#ui/i18n/format.ts';
import { useRecordChanges } from '../data/useRecordChanges.ts';
import classes from './list.module.css';
import type { ListAddress } from './useListAddress.ts';
import type { ColumnArrangement } from './useListTable.ts';

/** What a saved view keeps; parts that cannot be read are passed over, as they may come from another version. */
const savedParts = {
  conditions: z.object({ conditions: z.array(conditionSchema).max(50) }),
  columns: z.object({
    shown: z.array(z.string()).max(200),
    widths: z.record(z.string(), z.number()).catch({}),
  }),
};

interface SavedViewsProps {
  readonly kind: KindName;
  readonly address: ListAddress;
  /** How the records are seen now, and all ways that there are, the usual one first. */
  readonly mode: string;
  readonly modes: readonly string[];
  readonly arrangement: ColumnArrangement;
  readonly onArrange: (arrangement: ColumnArrangement) => void;
}

/** The lists that somebody arranged and named, as tabs, and the way to keep the present one. */
export function SavedViews({ kind, address, mode, modes, arrangement, onArrange }: SavedViewsProps) {
  const { t } = useTranslation('records');
  const format = useFormat();
  const changes = useRecordChanges();
  const { data } = useQuery(
    orpc.registry.list.queryOptions({
      input: {
        kind: 'savedView',
        where: [{ field: 'listKind', operator: 'is', values: [kind] }],
        sort: { field: 'createdAt', direction: 'ascending' },
        limit: 200,
      },
    }),
  );
  const views = data?.items ?? [];
  const chosen = views.find((view) => view.id === address.saved);

  const apply = (view: (typeof views)[number], how: 'push' | 'replace') => {
    const filters = savedParts.conditions.safeParse(view.filters);
    const sort = sortSchema.safeParse(view.sort);
    const columns = savedParts.columns.safeParse(view.columns);
    if (columns.success) onArrange(columns.data);
    const mode = view.mode === 'kanban' ? 'board' : String(view.mode ?? '');
    address.change(
      {
        where: filters.success ? filters.data.conditions : [],
        sort: sort.success ? sort.data : undefined,
        group: typeof view.grouping === 'string' ? view.grouping : undefined,
        view: modes.includes(mode) && mode !== modes[0] ? mode : undefined,
        open: undefined,
        saved: view.id,
      },
      how,
    );
  };

  // An address that names a view and nothing else is the view as it was saved: a bookmark, a link from elsewhere.
  const applied = useRef<string>(undefined);
  useEffect(() => {
    if (!chosen || applied.current === chosen.id) return;
    applied.current = chosen.id;
    if (!address.isArranged) apply(chosen, 'replace');
  });

  const contents = () => ({
    filters: { conditions: address.where },
    columns: { shown: arrangement.shown, widths: arrangement.widths },
    sort: address.sort ?? null,
    grouping: address.group ?? null,
    mode,
  });

  return (
    <nav className={classes.views} aria-label={t('views.label')}>
      <Button
        size="compact-sm"
        variant={chosen ? 'subtle' : 'light'}
        aria-current={chosen ? undefined : 'true'}
        onClick={() =>
          address.change({ where: [], sort: undefined, group: undefined, view: undefined, saved: undefined })
        }
      >
        {t('views.all')}
      </Button>
      {views.map((view) => (
        <Button
          key={view.id}
          size="compact-sm"
          variant={view.id === chosen?.id ? 'light' : 'subtle'}
          aria-current={view.id === chosen?.id ? 'true' : undefined}
          leftSection={<IconBookmark size={16} aria-hidden="true" />}
          onClick={() => {
            applied.current = view.id;
            apply(view, 'push');
          }}
        >
          {format.plain(view.title as LanguageMap | undefined)}
        </Button>
      ))}
      {chosen ? (
        <>
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => void changes.patch(chosen.id, contents()).catch(reportError)}
          >
            {t('views.update')}
          </Button>
          <NameView
            key={chosen.id}
            label={t('views.edit')}
            icon={<IconPencil size={16} aria-hidden="true" />}
            title={format.plain(chosen.title as LanguageMap | undefined)}
            visibility={chosen.visibility}
            onSave={(title, visibility) =>
              changes.patch(chosen.id, {
                title: { ...(chosen.title as LanguageMap | undefined), [languageOf(chosen)]: title },
                visibility,
              })
            }
          />
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconTrash size={16} aria-hidden="true" />}
            onClick={() => {
              address.change({ saved: undefined });
              changes.remove([chosen.id]).catch(reportError);
            }}
          >
            {t('views.remove')}
          </Button>
        </>
      ) : null}
      <NameView
        label={t('views.save')}
        icon={<IconBookmarkPlus size={16} aria-hidden="true" />}
        title=""
        visibility="private"
        onSave={async (title, visibility) => {
          const values = { title, listKind: kind, visibility, ...contents() };
          const known = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
          const id = await changes.create('savedView', known);
          applied.current = id;
          address.change({ saved: id });
        }}
      />
    </nav>
  );

  /** The language in which this reader sees a view's name. */
  function languageOf(view: (typeof views)[number]): string {
    return format.text(view.title as LanguageMap | undefined)?.lang ?? format.language;
  }
}

interface NameViewProps {
  readonly label: string;
  readonly icon: ReactNode;
  readonly title: string;
  readonly visibility: string;
  readonly onSave: (title: string, visibility: string) => Promise<void>;
}

/** Asks for a view's name and whose it is. */
function NameView({ label, icon, title: before, visibility: seenBy, onSave }: NameViewProps) {
  const { t } = useTranslation('records');
  const format = useFormat();
  const [opened, setOpened] = useState(false);
  const [title, setTitle] = useState(before);
  const [visibility, setVisibility] = useState(seenBy);
  const turn = (open: boolean) => {
    setOpened(open);
    if (!open) return;
    setTitle(before);
    setVisibility(seenBy);
  };
  return (
    <Popover opened={opened} onChange={turn} position="bottom-start" trapFocus withinPortal width={320}>
      <Popover.Target>
        <Button size="compact-sm" variant="subtle" leftSection={icon} onClick={() => turn(!opened)}>
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <form
          className={classes.bulkEditor}
          onSubmit={(event) => {
            event.preventDefault();
            if (title.trim() === '') return;
            setOpened(false);
            onSave(title.trim(), visibility).catch(reportError);
          }}
        >
          <TextInput
            size="sm"
            data-autofocus
            label={format.fieldName('savedView', 'title')}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          <NativeSelect
            size="sm"
            label={format.fieldName('savedView', 'visibility')}
            description={t('views.visibilityHelp')}
            value={visibility}
            data={visibilities
              .toReversed()
              .map((value) => ({ value, label: format.choice('savedView', 'visibility', value) }))}
            onChange={(event) => setVisibility(event.currentTarget.value)}
          />
          <Button type="submit" size="sm" disabled={title.trim() === ''}>
            {t('form.save')}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
