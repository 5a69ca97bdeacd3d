import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrganisationMatches } from '#contract/matchingSchemas.ts';
import shared from '../matching.module.css';
import { AddSynonym } from './AddSynonym.tsx';
import classes from './text.module.css';

interface UnreadWordsProps {
  readonly query: OrganisationMatches['query'];
  readonly stale: boolean;
}

/** What a text says beside the terms that were recognised; any of it can be made a synonym of a term. */
export function UnreadWords({ query, stale }: UnreadWordsProps) {
  const { t } = useTranslation('match');
  const [word, setWord] = useState<string>();
  const { unread = [], language = 'en' } = query;
  if (unread.length === 0 && word === undefined) return null;
  return (
    <div className={classes.unread}>
      <h3 className={shared.smallTitle}>{t('taxonomy.unread')}</h3>
      <p className={shared.help}>{t('taxonomy.unreadHelp')}</p>
      <ul className={shared.chosen} data-stale={stale || undefined}>
        {unread.map(({ text, start }) => (
          <li key={`${start} ${text}`}>
            <Button
              variant="default"
              size="compact-sm"
              lang={language}
              aria-label={t('taxonomy.add', { word: text })}
              aria-pressed={text === word}
              leftSection={<IconPlus size={14} aria-hidden="true" />}
              onClick={() => setWord(text)}
            >
              {text}
            </Button>
          </li>
        ))}
      </ul>
      {word === undefined ? null : (
        <AddSynonym key={word} word={word} language={language} onDone={() => setWord(undefined)} />
      )}
    </div>
  );
}
