import classes from './briefs.module.css';

interface BriefPreviewProps {
  readonly html: string;
  readonly title: string;
  /** The next one is being made. */
  readonly stale: boolean;
}

/** The brief as it will be, in a frame that runs no script, submits nothing and leads nowhere. */
export function BriefPreview({ html, title, stale }: BriefPreviewProps) {
  return (
    <iframe
      className={classes.frame}
      data-stale={stale || undefined}
      title={title}
      sandbox=""
      srcDoc={html}
    />
  );
}
