import { useMemo } from 'react';
import classes from './briefs.module.css';
import { ownFontRules, previewDocument } from './previewDocument.ts';

interface BriefPreviewProps {
  readonly html: string;
  readonly title: string;
  /** The next one is being made. */
  readonly stale: boolean;
}

/**
 * The brief as it will be, in a frame that runs no script, submits nothing and leads nowhere. It keeps this window's
 * origin only so that it may load the app's fonts; without scripts nothing in it can make use of that.
 */
export function BriefPreview({ html, title, stale }: BriefPreviewProps) {
  const page = useMemo(() => previewDocument(html, ownFontRules()), [html]);
  return (
    <iframe
      className={classes.frame}
      data-stale={stale || undefined}
      title={title}
      sandbox="allow-same-origin"
      srcDoc={page}
    />
  );
}
