import { Modal } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { hasCommandKey, isComposing } from '../../shell/platform.ts';
import { PaletteSearch } from './PaletteSearch.tsx';
import classes from './palette.module.css';
import { palette, usePaletteOpen } from './paletteStore.ts';

/** Ctrl/⌘+K from anywhere: find any record, go to any screen, add, switch. */
export function CommandPalette() {
  const { t } = useTranslation('palette');
  const opened = usePaletteOpen();

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isComposing(event) || !hasCommandKey(event) || event.shiftKey) return;
      if (event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      palette.toggle();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  return (
    <Modal.Root opened={opened} onClose={palette.close} size="44rem" yOffset="10dvh" closeOnEscape={false}>
      <Modal.Overlay />
      <Modal.Content className={classes.content} aria-label={t('title')}>
        <PaletteSearch />
      </Modal.Content>
    </Modal.Root>
  );
}
