import type { KindName, LanguageMap } from '#core/kinds/fieldTypes.ts';
import { definitionOf } from '#core/kinds/index.ts';
import { LanguageText } from '#ui/components/LanguageText.tsx';
import { useFormat } from '#ui/i18n/format.ts';
import type { ListItem } from '../data/useRecordWindow.ts';
import classes from './list.module.css';

/** The name as the reader knows it, with the name in the place's own script beneath where that differs. */
export function NameCell({ kind, item }: { readonly kind: KindName; readonly item: ListItem }) {
  const format = useFormat();
  const name = item[definitionOf(kind).label] as LanguageMap | undefined;
  const second = secondName(name, item.localLang, format.language);
  const alone = second === undefined || second.text === format.plain(name);
  return (
    <span className={classes.names} data-strong={properNames.has(kind) || undefined}>
      <LanguageText value={name} className={alone ? classes.nameAlone : classes.name} />
      {alone ? null : (
        <span className={classes.localName} lang={second.language}>
          {second.text}
        </span>
      )}
    </span>
  );
}

/** Kinds that go by a short name of their own; titles, which are sentences, would shout in bold. */
const properNames: ReadonlySet<KindName> = new Set<KindName>(['city', 'country', 'organisation', 'contact']);

/** A place's local name; for readers of Japanese, the Latin one where the local script is Latin anyway. */
function secondName(name: LanguageMap | undefined, localLanguage: unknown, reader: string) {
  if (!name || typeof localLanguage !== 'string' || localLanguage === reader) return undefined;
  const text = name[localLanguage];
  return text === undefined ? undefined : { text, language: localLanguage };
}
