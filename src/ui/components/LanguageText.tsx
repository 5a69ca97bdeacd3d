import { useTranslation } from 'react-i18next';
import type { LanguageMap } from '#core/kinds/fieldTypes.ts';
import { useFormat } from '../i18n/format.ts';
import classes from './components.module.css';

interface LanguageTextProps {
  readonly value: LanguageMap | null | undefined;
  /** Shown instead when there is no text; "not known" when absent. */
  readonly fallback?: string;
  readonly className?: string;
}

/** A text of a record in the reader's language, marked with its own where that differs. */
export function LanguageText({ value, fallback, className }: LanguageTextProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const chosen = format.text(value);
  if (!chosen) return <span className={classes.quiet}>{fallback ?? t('unknown')}</span>;
  return (
    <span className={className} lang={chosen.lang === format.language ? undefined : chosen.lang}>
      {chosen.text}
    </span>
  );
}
