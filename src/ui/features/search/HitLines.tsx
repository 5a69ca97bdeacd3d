import type { SearchHit } from '#contract/schemas.ts';
import { useFormat } from '../../i18n/format.ts';
import { Highlighted } from './Highlighted.tsx';
import { hitWords } from './hitWords.ts';
import classes from './search.module.css';

/** A hit's name, and under it where else the words were found. */
export function HitLines({ hit }: { readonly hit: SearchHit }) {
  const format = useFormat();
  const words = hitWords(hit, format);
  const lang = words.lang === format.language ? undefined : words.lang;
  return (
    <span className={classes.hit}>
      <span className={classes.hitName} lang={lang}>
        {words.markedName ? <Highlighted segments={words.markedName} /> : words.name}
      </span>
      {words.elsewhere ? (
        <span className={classes.hitElsewhere}>
          <span className={classes.hitField}>{words.elsewhere.fieldName}</span>
          <span>
            <Highlighted segments={words.elsewhere.segments} />
          </span>
        </span>
      ) : null}
    </span>
  );
}
