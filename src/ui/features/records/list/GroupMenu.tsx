import { Button, Menu } from '@mantine/core';
import { IconCheck, IconLayoutRows } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ListOutput } from '#contract/schemas.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { useFormat } from '#ui/i18n/format.ts';
import filterClasses from '../filters/filters.module.css';
import { groupingsOf } from './columns.ts';
import { groupKey } from './lines.ts';

interface GroupMenuProps {
  readonly kind: KindName;
  readonly group: string | undefined;
  /** The groups of the list as it is grouped now. */
  readonly groups: ListOutput['groups'];
  readonly onChange: (group: string | undefined) => void;
  readonly onFold: (folded: ReadonlySet<string>) => void;
}

const tick = <IconCheck size={16} aria-hidden="true" />;

/** By what the list falls into parts with headings. */
export function GroupMenu({ kind, group, groups, onChange, onFold }: GroupMenuProps) {
  const { t } = useTranslation('records');
  const format = useFormat();
  const offered = groupingsOf(kind);
  if (offered.length === 0) return null;
  const name = group === undefined ? t('list.noGroup') : format.fieldName(kind, group);
  return (
    <Menu position="bottom-end" checkIcon={tick}>
      <Menu.Target>
        <Button variant="subtle" size="sm" leftSection={<IconLayoutRows size={18} aria-hidden="true" />}>
          {t('list.group', { name })}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={filterClasses.menu}>
        <Menu.RadioGroup value={group ?? ''} onChange={(field) => onChange(field === '' ? undefined : field)}>
          {['', ...offered].map((field) => (
            <Menu.RadioItem key={field} value={field} closeMenuOnClick>
              {field === '' ? t('list.noGroup') : format.fieldName(kind, field)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        {groups ? (
          <>
            <Menu.Divider />
            <Menu.Item onClick={() => onFold(new Set(groups.map(groupKey)))}>{t('list.foldAll')}</Menu.Item>
            <Menu.Item onClick={() => onFold(new Set())}>{t('list.unfoldAll')}</Menu.Item>
          </>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}
