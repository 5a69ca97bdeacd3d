import { Link } from '@tanstack/react-router';
import type { KindName, LanguageMap } from '#core/kinds/fieldTypes.ts';
import { useFormat } from '../i18n/format.ts';
import classes from './components.module.css';
import { KindIcon } from './KindIcon.tsx';
import { LanguageText } from './LanguageText.tsx';

interface RecordLinkProps {
  readonly id: string;
  readonly kind: KindName;
  readonly label: LanguageMap | null | undefined;
  /** Puts the kind's sign before the name. */
  readonly icon?: boolean;
  readonly className?: string;
}

/** The name of a record, leading to its page. */
export function RecordLink({ id, kind, label, icon = false, className }: RecordLinkProps) {
  const format = useFormat();
  return (
    <Link
      to="/record/$id"
      params={{ id }}
      className={className ? `${classes.recordLink} ${className}` : classes.recordLink}
    >
      {icon ? <KindIcon kind={kind} size={16} /> : null}
      <LanguageText value={label} fallback={format.kindName(kind)} />
    </Link>
  );
}
