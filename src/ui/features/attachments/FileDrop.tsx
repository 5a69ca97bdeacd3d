import { type DragEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './attachments.module.css';

interface FileDropProps {
  readonly onFiles: (files: readonly File[]) => void;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Takes files that are dropped on what is inside, or pasted anywhere on the page. */
export function FileDrop({ onFiles, className, children }: FileDropProps) {
  const { t } = useTranslation('attachments');
  const [over, setOver] = useState(0);
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

  const carriesFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  return (
    <section
      className={[classes.drop, className].filter(Boolean).join(' ')}
      data-over={over > 0 || undefined}
      aria-label={t('dropArea')}
      onDragEnter={(event) => {
        if (carriesFiles(event)) setOver((depth) => depth + 1);
      }}
      onDragLeave={(event) => {
        if (carriesFiles(event)) setOver((depth) => Math.max(0, depth - 1));
      }}
      onDragOver={(event) => {
        if (carriesFiles(event)) event.preventDefault();
      }}
      onDrop={(event) => {
        setOver(0);
        const files = [...event.dataTransfer.files];
        if (files.length === 0) return;
        event.preventDefault();
        onFiles(files);
      }}
    >
      {children}
      {over > 0 ? <div className={classes.dropHint}>{t('dropHere')}</div> : null}
    </section>
  );
}
