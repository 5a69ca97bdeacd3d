import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#ui/i18n/format.ts';
import classes from './mission.module.css';

interface DraftNoteProps {
  readonly draft: { readonly restoredAt: string | undefined; readonly clear: () => void };
}

/** Says that what stands in the form was typed earlier, and offers to begin anew. */
export function DraftNote({ draft }: DraftNoteProps) {
  const { t } = useTranslation('mission');
  const format = useFormat();
  if (draft.restoredAt === undefined) return null;
  return (
    <p className={classes.draftNote} role="status">
      <IconHistory size={18} aria-hidden="true" />
      <span>{t('draft.restored', { when: format.instant(draft.restoredAt) })}</span>
      <Button variant="subtle" size="compact-sm" onClick={draft.clear}>
        {t('draft.clear')}
      </Button>
    </p>
  );
}
