import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFileDrop } from '#ui/components/useFileDrop.ts';
import classes from './attachments.module.css';

interface FileDropProps {
  readonly onFiles: (files: readonly File[]) => void;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Takes files that are dropped on what is inside, or pasted anywhere on the page. */
export function FileDrop({ onFiles, className, children }: FileDropProps) {
  const { t } = useTranslation('attachments');
  const { isOver, handlers } = useFileDrop(onFiles);
  const take = useRef(onFiles);
  take.current = onFiles;

  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      take.current(files);
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, []);

  return (
    <section
      className={[classes.drop, className].filter(Boolean).join(' ')}
      data-over={isOver || undefined}
      aria-label={t('dropArea')}
      {...handlers}
    >
      {children}
      {isOver ? <div className={classes.dropHint}>{t('dropHere')}</div> : null}
    </section>
  );
}
