import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordLabel } from '#contract/schemas.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import { LanguageText } from '#ui/components/LanguageText.tsx';
import { RecordLink } from '#ui/components/RecordLink.tsx';
import { useFormat } from '#ui/i18n/format.ts';
import shared from '../matching.module.css';

export type Names = Readonly<Record<string, RecordLabel>>;

const NamesContext = createContext<Names>({});

/** Makes the names that came with an answer known to everything below that shows it. */
export function NamesProvider({ names, children }: { readonly names: Names; readonly children: ReactNode }) {
  return <NamesContext value={names}>{children}</NamesContext>;
}

/** The names that are known here, to add others to. */
export function useNames(): Names {
  return useContext(NamesContext);
}

/** The bare name of a record, for sentences and attributes. */
export function usePlainName(): (id: string) => string {
  const names = useContext(NamesContext);
  const format = useFormat();
  const { t } = useTranslation();
  return useMemo(
    () => (id: string) => format.plain(names[id]?.label) || t('notRecorded'),
    [names, format, t],
  );
}

/** The name of a record in its own language's letters. */
export function Name({ id }: { readonly id: string }) {
  return <LanguageText value={useContext(NamesContext)[id]?.label} />;
}

interface NameLinkProps {
  readonly id: string;
  /** Needed only where the answer may not name it. */
  readonly kind?: KindName;
  readonly icon?: boolean;
  readonly className?: string;
}

/** The name of a record, leading to its page; one that was removed since says so. */
export function NameLink({ id, kind = 'concept', icon, className }: NameLinkProps) {
  const { t } = useTranslation('match');
  const name = useContext(NamesContext)[id];
  const link = (
    <RecordLink id={id} kind={name?.kind ?? kind} label={name?.label} icon={icon} className={className} />
  );
  if (!name?.removed) return link;
  return (
    <span>
      {link} <span className={shared.quiet}>{t('removed')}</span>
    </span>
  );
}
