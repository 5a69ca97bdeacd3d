import { type FieldDefinition, type KindName, languages } from '../../kinds/fieldTypes.ts';
import { definitionOf, fieldsOf } from '../../kinds/index.ts';
import { fold } from '../../search/fold.ts';
import { type ColumnTarget, formatTarget } from '../importTypes.ts';

/** One way to call a column; several may be given for one target, in any language. */
export interface NamedTarget {
  readonly name: string;
  readonly target: ColumnTarget;
}

/** What a header says: a column to fill, one that is only there to be read, or nothing known. */
export type HeaderMeaning = { readonly target: ColumnTarget } | { readonly readOnly: true } | undefined;

/** System columns of an export, and the columns that a list of error rows adds. */
const readOnlyFields = new Set(['createdAt', 'updatedAt', 'deletedAt', 'kind']);

/** Ways to write a language in a header. */
const languageWords: Readonly<Record<string, readonly string[]>> = {
  ja: ['日本語', '和文', '邦文', '和', 'japanese', 'jp', 'jpn'],
  en: ['英語', '英文', '英', 'english', 'eng'],
  id: ['インドネシア語', 'indonesian', 'bahasa indonesia'],
  ms: ['マレー語', 'malay', 'bahasa melayu'],
  th: ['タイ語', 'thai'],
  vi: ['ベトナム語', 'vietnamese'],
  fil: ['フィリピノ語', 'filipino', 'tagalog'],
  km: ['クメール語', 'khmer'],
  lo: ['ラオス語', 'ラオ語', 'lao'],
  my: ['ミャンマー語', 'ビルマ語', 'burmese', 'myanmar'],
};

const tags = new Map<string, string>(
  languages.flatMap((tag) => [tag, ...(languageWords[tag] ?? [])].map((word) => [fold(word), tag] as const)),
);
const longWords = [...tags.keys()].filter((word) => word.length > 2 || /[^a-z]/.test(word));
const leadingLanguage = new RegExp(`^(${longWords.map(literally).join('|')})\\s*(?:の|での)?\\s*(.*)$`, 'u');
const trailingLanguage = new RegExp(`^(.+?)[\\s._-]*(${longWords.map(literally).join('|')})$`, 'u');

const longestHeader = 200;

/** Between the names that one column has in two languages: `会社名 / Company name`. */
export const headerSeparator = ' / ';

/** Finds the column that a header means, for one kind. */
export class ColumnNames {
  readonly #kind: KindName;
  readonly #targets = new Map<string, ColumnTarget>();
  readonly #readOnly = new Set<string>();

  /**
   * @param named labels and synonyms, the most telling first: the first of equal names wins
   * @param readOnly headers of columns that are there to be read only
   */
  constructor(kind: KindName, named: readonly NamedTarget[], readOnly: readonly string[] = []) {
    this.#kind = kind;
    for (const name of readOnly) this.#readOnly.add(headerKey(name));
    for (const { name, target } of [...ownNames(kind), ...named]) {
      const key = headerKey(name);
      if (readOnlyFields.has(target.field)) this.#readOnly.add(key);
      else if (key !== '' && !this.#targets.has(key)) this.#targets.set(key, target);
    }
  }

  /** @param others all headers of the table: `X *` beside `X` shows the names of what X refers to */
  meaningOf(header: string, others: readonly string[] = []): HeaderMeaning {
    if (header.length > longestHeader) return undefined;
    const readAlong = /^(.+?)\s+\*$/u.exec(header.trim());
    if (readAlong?.[1] && others.includes(readAlong[1])) return { readOnly: true };
    if (this.#readOnly.has(headerKey(header))) return { readOnly: true };
    const agreed = this.#inSeveralLanguages(header);
    if (agreed) return agreed;
    const target = this.#find(header);
    return target && { target };
  }

  /** A header that says the same in two languages; nothing when its parts mean different columns. */
  #inSeveralLanguages(header: string): HeaderMeaning {
    const names = header.replaceAll(/\s+/g, ' ').split(headerSeparator);
    if (names.length < 2) return undefined;
    const meanings = names.flatMap((name) => this.meaningOf(name) ?? []);
    const [first] = meanings;
    const said = new Set(
      meanings.map((meaning) => ('target' in meaning ? formatTarget(meaning.target) : 'readOnly')),
    );
    return said.size === 1 ? first : undefined;
  }

  #find(header: string): ColumnTarget | undefined {
    const whole = this.#targets.get(headerKey(header));
    if (whole) return whole;
    const text = plainHeader(header);
    const bracketed = /^(.*?)\s*[([【〔]([^)\]】〕]*)[)\]】〕]\s*$/u.exec(text);
    if (bracketed) {
      const [, outside = '', inside = ''] = bracketed;
      return (
        this.#inLanguage(outside, tagOf(inside)) ??
        this.#targets.get(headerKey(outside)) ??
        this.#find(outside) ??
        this.#targets.get(headerKey(inside))
      );
    }
    const tagged = /^(.+)[\s._-]([a-z]{2,3}(?:-[a-z0-9]{2,8})?)$/iu.exec(text);
    if (tagged) {
      const found = this.#inLanguage(tagged[1] ?? '', tagOf(tagged[2] ?? ''));
      if (found) return found;
    }
    return this.#worded(text);
  }

  #worded(text: string): ColumnTarget | undefined {
    const trailing = trailingLanguage.exec(fold(text));
    const leading = leadingLanguage.exec(fold(text));
    return (
      this.#inLanguage(trailing?.[1], tags.get(trailing?.[2] ?? '')) ??
      this.#inLanguage(leading?.[2], tags.get(leading?.[1] ?? ''))
    );
  }

  /** `名`, `name` or nothing beside a language is what the record is called. */
  #inLanguage(name: string | undefined, tag: string | undefined): ColumnTarget | undefined {
    if (name === undefined || tag === undefined) return undefined;
    const key = headerKey(name);
    const { label } = definitionOf(this.#kind);
    const target = ['', '名', '名称', 'name', '表記'].includes(key)
      ? { field: label }
      : this.#targets.get(key);
    if (!target || target.key !== undefined) return undefined;
    return fieldsOf(this.#kind)[target.field]?.type === 'languageText'
      ? { field: target.field, key: tag }
      : undefined;
  }
}

/** Names in code: `homeCountry`, `home_country`, `population.value`; they hold in every language. */
function ownNames(kind: KindName): NamedTarget[] {
  const named: NamedTarget[] = [{ name: 'id', target: { field: 'id' } }];
  for (const field of readOnlyFields) named.push({ name: field, target: { field } });
  for (const [field, definition] of Object.entries(fieldsOf(kind))) {
    named.push({ name: field, target: { field } });
    for (const part of partsOf(definition)) {
      named.push({ name: `${field}.${part}`, target: { field, key: part } });
    }
  }
  return named;
}

/** The parts of an object that can have columns of their own. */
export function partsOf(definition: FieldDefinition | undefined): readonly string[] {
  return definition?.type === 'object' ? Object.keys(definition.shape) : [];
}

function tagOf(text: string): string | undefined {
  const key = fold(text).replace(/[\s語]*表記$/u, '');
  const known = tags.get(key) ?? tags.get(`${key}語`);
  if (known) return known;
  return /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(text.trim()) ? text.trim() : undefined;
}

/** Without numbering, marks and line breaks; a bracket that only says "required" goes too. */
function plainHeader(header: string): string {
  return header
    .normalize('NFKC')
    .replaceAll(/\s+/g, ' ')
    .replace(/[([【〔]\s*(?:必須|任意|必須項目|required|optional|\*)\s*[)\]】〕]/giu, '')
    .replace(/^\s*(?:\(?\d{1,2}[.)、]|[●○■□◆※*])\s*/u, '')
    .replace(/[\s*※:：]+$/u, '')
    .trim();
}

/** Headers are compared without case, blanks, width and joining signs. */
export function headerKey(header: string): string {
  return fold(plainHeader(header)).replaceAll(/[\s_\-‐・.／/]/gu, '');
}

function literally(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
