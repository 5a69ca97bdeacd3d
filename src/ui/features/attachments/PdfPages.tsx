import { Button } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { GlobalWorkerOptions, getDocument, type PDFDocumentProxy } from 'pdfjs-dist';
import workerAddress from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#ui/i18n/format.ts';
import classes from './attachments.module.css';

GlobalWorkerOptions.workerSrc = workerAddress;

const widest = 1_100;

/** A PDF drawn page by page: no plug-in, and no script of the file runs. */
export function PdfPages({ bytes, name }: { readonly bytes: Uint8Array; readonly name: string }) {
  const { t } = useTranslation('attachments');
  const format = useFormat();
  const [document, setDocument] = useState<PDFDocumentProxy>();
  const [page, setPage] = useState(1);
  const [failed, setFailed] = useState(false);
  const canvas = useRef<HTMLCanvasElement>(null);

  useEffect(() => {
    // The library takes the bytes over, so it gets its own.
    const loading = getDocument({
      data: bytes.slice(),
      useWasm: false,
      useWorkerFetch: false,
      enableXfa: false,
    });
    loading.promise.then(setDocument, () => setFailed(true));
    return () => void loading.destroy().catch(() => undefined);
  }, [bytes]);

  useEffect(() => {
    if (!document || !canvas.current) return;
    const target = canvas.current;
    let stop: (() => void) | undefined;
    let isOpen = true;
    const draw = async () => {
      const sheet = await document.getPage(page);
      if (!isOpen) return;
      const natural = sheet.getViewport({ scale: 1 });
      const width = Math.min(widest, target.parentElement?.clientWidth ?? widest);
      const viewport = sheet.getViewport({ scale: (width / natural.width) * Math.min(2, devicePixelRatio) });
      target.width = Math.round(viewport.width);
      target.height = Math.round(viewport.height);
      target.style.width = `${width}px`;
      const task = sheet.render({ canvas: target, viewport });
      stop = () => task.cancel();
      await task.promise;
    };
    draw().catch((error: unknown) => {
      if (isOpen && (error as Error).name !== 'RenderingCancelledException') setFailed(true);
    });
    return () => {
      isOpen = false;
      stop?.();
    };
  }, [document, page]);

  if (failed) return <p role="alert">{t('pdfFailed')}</p>;
  const pages = document?.numPages ?? 1;
  return (
    <div className={classes.pdf}>
      <div className={classes.pdfBar}>
        <Button
          variant="default"
          size="sm"
          disabled={page <= 1}
          leftSection={<IconChevronLeft size={18} aria-hidden="true" />}
          onClick={() => setPage(page - 1)}
        >
          {t('previousPage')}
        </Button>
        <span aria-live="polite">
          {t('pageOf', { page: format.number(page), pages: format.number(pages) })}
        </span>
        <Button
          variant="default"
          size="sm"
          disabled={page >= pages}
          rightSection={<IconChevronRight size={18} aria-hidden="true" />}
          onClick={() => setPage(page + 1)}
        >
          {t('nextPage')}
        </Button>
      </div>
      <canvas ref={canvas} className={classes.pdfPage} role="img" aria-label={t('pdfPage', { name, page })} />
    </div>
  );
}
