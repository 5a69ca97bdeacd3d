import { IconExternalLink } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { shellBridge } from '../host/shellBridge.ts';
import classes from './components.module.css';

interface ExternalLinkProps {
  readonly href: string;
  readonly children: ReactNode;
}

/** A web address outside the app: it opens in the system's browser, only when somebody follows it. */
export function ExternalLink({ href, children }: ExternalLinkProps) {
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer noopener"
      className={classes.externalLink}
      onClick={(event) => {
        const bridge = shellBridge();
        if (!bridge) return;
        event.preventDefault();
        void bridge.openExternal(href);
      }}
    >
      {children}
      <IconExternalLink size={14} aria-hidden="true" />
    </a>
  );
}
