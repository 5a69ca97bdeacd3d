import type { RegistryRecord } from '#core/records/recordTypes.ts';
import { useFormat } from '#ui/i18n/format.ts';
import classes from './record.module.css';
import { nameOf, otherNames } from './recordName.ts';

/** The names that the place itself and others use, each marked with its language. */
export function OtherNames({ record }: { readonly record: RegistryRecord }) {
  const format = useFormat();
  const others = otherNames(record, format.plain(nameOf(record)));
  if (others.length === 0) return null;
  return (
    <p className={classes.otherNames}>
      {others.map(({ language, text }) => (
        <span key={language} lang={language} title={format.languageName(language)}>
          {text}
        </span>
      ))}
    </p>
  );
}
