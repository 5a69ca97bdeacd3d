import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** Formats that a person opens; NGSI-LD is for machines and is offered by the command line. */
export const listFormats = ['xlsx', 'csv', 'json'] as const;
export type ListFormat = (typeof listFormats)[number];

interface ExportMenuProps {
  readonly label: string;
  readonly disabled: boolean;
  readonly onExport: (format: ListFormat) => void;
}

/** Writes the list, as it is filtered and sorted, into a file. */
export function ExportMenu({ label, disabled, onExport }: ExportMenuProps) {
  const { t } = useTranslation('records');
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          size="sm"
          disabled={disabled}
          leftSection={<IconDownload size={18} aria-hidden="true" />}
        >
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {listFormats.map((format) => (
          <Menu.Item key={format} onClick={() => onExport(format)}>
            {t(`export.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
