import { useTranslation } from 'react-i18next';
import type { Source } from '#core/records/recordTypes.ts';
import classes from './components.module.css';
import { ExternalLink } from './ExternalLink.tsx';

/** Where the facts come from. A source inside a primary document is named by its title, never by a file. */
export function SourceList({ sources }: { readonly sources: readonly Source[] }) {
  const { t } = useTranslation();
  if (sources.length === 0) return <p className={classes.quiet}>{t('sources.none')}</p>;
  return (
    <ul className={classes.sources}>
      {sources.map((source) => (
        <li key={`${source.title} ${source.url ?? ''} ${source.note ?? ''}`}>
          {isWebAddress(source.url) ? (
            <ExternalLink href={source.url}>{source.title}</ExternalLink>
          ) : (
            <span>{source.title}</span>
          )}
          {source.note ? <span className={classes.sourceNote}>{source.note}</span> : null}
        </li>
      ))}
    </ul>
  );
}

function isWebAddress(url: string | null | undefined): url is string {
  return typeof url === 'string' && /^https?:\/\//i.test(url);
}
