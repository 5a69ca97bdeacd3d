import { useTranslation } from 'react-i18next';
import type { Because } from '#core/matching/index.ts';
import shared from '../matching.module.css';
import classes from './score.module.css';

/** The words that both texts have, as what is asked for writes them; letter sequences are only counted. */
export function SharedWords({ because }: { readonly because: readonly Because[] }) {
  const { t } = useTranslation('match');
  const words = because.filter((reason) => reason.code === 'term' && reason.channel === 'word');
  const sequences = because.filter((reason) => reason.code === 'term' && reason.channel === 'ngram').length;
  const others = because.reduce((sum, reason) => sum + (reason.code === 'otherTerms' ? reason.count : 0), 0);
  if (words.length === 0 && sequences === 0 && others === 0) return null;
  return (
    <li className={classes.reason}>
      <p className={shared.sentence}>
        {words.length > 0 ? (
          <>
            {t('why.terms')}
            {words.map((reason) =>
              reason.code === 'term' ? (
                <span
                  key={`${reason.language} ${reason.term}`}
                  className={classes.word}
                  lang={reason.language}
                >
                  {reason.word}
                </span>
              ) : null,
            )}
          </>
        ) : null}
        {others > 0 ? <span className={shared.numbers}>{t('why.otherTerms', { count: others })}</span> : null}
        {sequences > 0 ? (
          <span className={shared.numbers}>{t('why.sharedLetters', { count: sequences })}</span>
        ) : null}
      </p>
    </li>
  );
}
