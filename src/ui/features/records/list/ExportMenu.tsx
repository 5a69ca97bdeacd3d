import { Button, Menu } from '@mantine/core';
import { IconCheck, IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './list.module.css';

/** Formats that a person opens; NGSI-LD is for machines and is offered by the command line. */
export const listFormats = ['xlsx', 'csv', 'json'] as const;
export type ListFormat = (typeof listFormats)[number];

/** What goes into the file of each record: what the list shows of it, or all that is known. */
export type ExportScope = 'shown' | 'everything';

interface ExportMenuProps {
  readonly label: string;
  readonly disabled: boolean;
  /** Shows its icon alone where the window is narrow. */
  readonly shrinks?: boolean;
  readonly onExport: (format: ListFormat, scope: ExportScope) => void;
}

/** Writes the list, as it is filtered, sorted and arranged, into a file. */
export function ExportMenu({ label, disabled, shrinks, onExport }: ExportMenuProps) {
  const { t } = useTranslation('records');
  const [scope, setScope] = useState<ExportScope>('shown');
  return (
    <Menu position="bottom-end" checkIcon={<IconCheck size={16} aria-hidden="true" />}>
      <Menu.Target>
        <Button
          variant="default"
          size="sm"
          disabled={disabled}
          {...(shrinks ? { className: classes.iconWhenNarrow } : {})}
          title={label}
          leftSection={<IconDownload size={18} aria-hidden="true" />}
        >
          <span {...(shrinks ? { className: classes.buttonText } : {})}>{label}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.CheckboxItem
          value="everything"
          checked={scope === 'everything'}
          closeMenuOnClick={false}
          onChange={(everything) => setScope(everything ? 'everything' : 'shown')}
        >
          {t('export.everything')}
        </Menu.CheckboxItem>
        <Menu.Divider />
        {listFormats.map((format) => (
          <Menu.Item key={format} onClick={() => onExport(format, scope)}>
            {t(`export.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
