import { Button, Popover } from '@mantine/core';
import { IconGavel } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VerdictNoteRow } from '#contract/matchingSchemas.ts';
import { VerdictForm } from './VerdictForm.tsx';
import type { VerdictTarget } from './verdictValues.ts';

interface VerdictButtonProps {
  readonly target: VerdictTarget;
  /** Name of what is judged. */
  readonly name: string;
  readonly verdicts: readonly VerdictNoteRow[] | undefined;
}

/** Opens the few questions by which a person says what they think of a row. */
export function VerdictButton({ target, name, verdicts = [] }: VerdictButtonProps) {
  const { t } = useTranslation('match');
  const [open, setOpen] = useState(false);
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      trapFocus
      returnFocus
      width={400}
      withinPortal
      shadow="md"
      // In a low window it is moved and, at last, scrolled, so that its buttons stay within reach.
      middlewares={{ flip: true, shift: true, size: { padding: 8 } }}
    >
      <Popover.Target>
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={t('verdict.of', { name })}
          leftSection={<IconGavel size={16} aria-hidden="true" />}
          onClick={() => setOpen(!open)}
        >
          {t('verdict.mark')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('verdict.of', { name })} style={{ overflowY: 'auto' }}>
        <VerdictForm target={target} name={name} latest={verdicts.at(-1)} onDone={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}
