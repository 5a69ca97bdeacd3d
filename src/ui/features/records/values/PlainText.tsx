import { useFormat } from '#ui/i18n/format.ts';
import { scriptLanguage } from './scriptLanguage.ts';

/** A text that is kept in one language only, marked with that language where its script gives it away. */
export function PlainText({
  children,
  className,
}: {
  readonly children: string;
  readonly className?: string;
}) {
  const { language } = useFormat();
  const own = scriptLanguage(children);
  return (
    <span lang={own === undefined || own === language ? undefined : own} className={className}>
      {children}
    </span>
  );
}
