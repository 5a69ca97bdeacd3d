import type { SearchHit } from '#contract/schemas.ts';
import { kindNames } from '#core/kinds/fieldTypes.ts';
import type { Format } from '../../i18n/format.ts';

type Match = SearchHit['matched'][number];

export interface HitWords {
  /** The record's name for the reader, with its language. */
  readonly name: string;
  readonly lang: string;
  /** The name with what was found in it marked; undefined when the find is elsewhere. */
  readonly markedName: Match['segments'] | undefined;
  /** A find in another text: which field, and the text around it. */
  readonly elsewhere: { readonly fieldName: string; readonly segments: Match['segments'] } | undefined;
}

/** What to show of a hit: its name, and the place where the words were found when that is not the name. */
export function hitWords(hit: SearchHit, format: Format): HitWords {
  const chosen = format.text(hit.label);
  const name = chosen?.text ?? format.kindName(hit.kind);
  const inName = hit.matched.find((match) => match.text === name);
  const other = hit.matched.find((match) => match.text !== name);
  return {
    name,
    lang: chosen?.lang ?? format.language,
    markedName: inName?.segments,
    elsewhere:
      other && !inName
        ? { fieldName: placeOfMatch(hit, other, format), segments: other.segments }
        : undefined,
  };
}

/** A find in a linked record comes with that record's kind where the field would be. */
function placeOfMatch(hit: SearchHit, match: Match, format: Format): string {
  const linked = kindNames.find((kind) => kind === match.field);
  const [field = match.field] = match.field.split(/[./]/);
  const own = format.fieldName(hit.kind, field);
  return own === field && linked ? format.kindName(linked) : own;
}
