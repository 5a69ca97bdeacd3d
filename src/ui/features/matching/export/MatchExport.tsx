import { Button, Popover, Select } from '@mantine/core';
import { IconFileExport } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MatchExportInput } from '#contract/matchingQuestionSchemas.ts';
import { briefFormats } from '#contract/schemas.ts';
import { unseenVetoesText } from '#core/briefs/match/unseenVetoesText.ts';
import { type Visibility, visibilities } from '#core/kinds/choices.ts';
import { notifyDone, notifyWarning } from '#ui/components/notify.tsx';
import { host } from '#ui/host/client.ts';
import { runJob } from '#ui/host/jobs.ts';
import { reportError } from '#ui/host/reportError.ts';
import { saveFile } from '#ui/host/saveFile.ts';
import { useFormat } from '#ui/i18n/format.ts';
import shared from '../matching.module.css';

type Ask = MatchExportInput['ask'];

interface MatchExportProps {
  /** The question as the screen asked it; it is asked anew for the audience of the file. */
  readonly ask: Ask;
  /** Only these rows. */
  readonly only?: readonly string[];
}

/** Makes a file of what is on the screen, for a named audience. */
export function MatchExport({ ask, only = [] }: MatchExportProps) {
  const { t } = useTranslation(['match', 'briefs']);
  const { language, number } = useFormat();
  const [open, setOpen] = useState(false);
  const [audience, setAudience] = useState<Visibility>('public');
  const [format, setFormat] = useState<(typeof briefFormats)[number]>('xlsx');
  const [working, setWorking] = useState(false);

  const write = async () => {
    setWorking(true);
    try {
      const asked = { ...ask, input: { ...ask.input, audience } } as Ask;
      const { file, unseenVetoes } = await runJob(
        host.matching.export({ ask: asked, format, language, only: [...only] }),
      );
      if (await saveFile(file)) notifyDone(t('match:export.done', { name: file.fileName }));
      if (unseenVetoes > 0) {
        const values = { count: unseenVetoes, formatted: number(unseenVetoes) };
        notifyWarning(t(`briefs:${unseenVetoesText[ask.question]}`, values));
      }
      setOpen(false);
    } catch (error) {
      reportError(error);
    } finally {
      setWorking(false);
    }
  };

  return (
    <Popover opened={open} onChange={setOpen} trapFocus returnFocus width={320} withinPortal shadow="md">
      <Popover.Target>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconFileExport size={16} aria-hidden="true" />}
          onClick={() => setOpen(!open)}
        >
          {t('match:export.open')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('match:export.open')}>
        <div className={shared.verdictFields}>
          <Select
            label={t('match:export.audience')}
            description={t('match:export.audienceHelp')}
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
            value={audience}
            data={visibilities.map((value) => ({ value, label: t(`briefs:audiences.${value}`) }))}
            onChange={(value) => setAudience(visibilities.find((each) => each === value) ?? 'public')}
          />
          <Select
            label={t('match:export.format')}
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
            value={format}
            data={briefFormats.map((value) => ({ value, label: t(`briefs:formats.${value}`) }))}
            onChange={(value) => setFormat(briefFormats.find((each) => each === value) ?? 'xlsx')}
          />
          <Button loading={working} onClick={() => void write()}>
            {t('match:export.write')}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
