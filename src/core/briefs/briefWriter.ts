import type { Confidence } from '../kinds/choices.ts';
import type { KindName, LanguageMap } from '../kinds/fieldTypes.ts';
import type { RegistryRecord, Source } from '../records/recordTypes.ts';
import type { Citation, Inline, Line, LinkRun, TextRun } from './briefDocument.ts';
import type { BriefInput } from './briefInput.ts';
import type { BriefRecord } from './briefRecord.ts';
import { cleanText } from './cleanText.ts';
import { formatDate, formatFiscalYear } from './dates.ts';
import { languageByScript } from './scripts.ts';
import { SourceNumbers } from './sourceNumbers.ts';

type SentenceValue = string | number | Line;

/** Private-use characters that hold the place of a value while its sentence is translated. */
const open = '\ue000';
const close = '\ue001';

/** Turns what the registry holds into runs of text in the reader's language, and remembers what was used. */
export class BriefWriter {
  readonly language: string;
  readonly asOf: string;
  readonly sources = new SourceNumbers();
  readonly #input: BriefInput;
  readonly #used = new Map<string, { kind: KindName; id: string }>();
  #saysOriginals = false;

  constructor(input: BriefInput) {
    this.#input = input;
    this.language = input.language;
    this.asOf = input.asOf;
  }

  /** Records that were marked with `use`, in that order. */
  get used(): readonly { kind: KindName; id: string }[] {
    return [...this.#used.values()];
  }

  /** Whether a text stands in another language than the reader's for want of a translation. */
  get saysOriginals(): boolean {
    return this.#saysOriginals;
  }

  use(record: { readonly id: string; readonly kind: KindName }): void {
    const { kind, id } = record;
    this.#used.set(id, { kind, id });
  }

  /** A text of `locales` without values, or with figures only. */
  plain(key: string, values?: Readonly<Record<string, number>>): string {
    return this.#input.translate(key, values);
  }

  /** A sentence of `locales` with runs of text as its values, each keeping its own language. */
  say(key: string, values: Readonly<Record<string, SentenceValue>> = {}): Line {
    const held: Line[] = [];
    const parameters = Object.fromEntries(
      Object.entries(values).map(([name, value]) => {
        if (typeof value === 'number') return [name, value];
        held.push(typeof value === 'string' ? [text(value)] : value);
        return [name, `${open}${held.length - 1}${close}`];
      }),
    );
    const sentence = this.#input.translate(key, parameters);
    return sentence.split(new RegExp(`(${open}\\d+${close})`, 'u')).flatMap((piece) => {
      if (!piece.startsWith(open)) return piece ? [text(piece)] : [];
      return held[Number(piece.slice(1, -1))] ?? [];
    });
  }

  /** The label of one value of a closed list; `list` is its name in `locales/…/choices.json`. */
  choice(list: string, value: string): string {
    return this.#input.translate(`choices:${list}.${value}`);
  }

  choices(list: string, values: readonly string[]): Line {
    return this.join(values.map((value) => [text(this.choice(list, value))]));
  }

  /** The name of a record, or undefined where the audience knows none of that id. */
  name(id: string | null | undefined): Line | undefined {
    const label = id ? this.#input.labels[id]?.label : undefined;
    if (!label) return undefined;
    const line = this.#inLanguage(label, false);
    return line.length > 0 ? line : undefined;
  }

  names(ids: readonly string[] | undefined): Line {
    return this.join((ids ?? []).flatMap((id) => [this.name(id) ?? []]).filter((line) => line.length > 0));
  }

  /** A text in the reader's language, else in the language that it has; empty when there is none. */
  text(map: LanguageMap | null | undefined): Line {
    return map ? this.#inLanguage(map, true) : [];
  }

  /** Whether a text is there in the reader's own language. */
  hasOwnLanguage(map: LanguageMap | null | undefined): boolean {
    return Boolean(map?.[this.language] && cleanText(map[this.language] ?? ''));
  }

  /** A text whose language is not recorded. */
  untagged(value: string | null | undefined): Line {
    const content = cleanText(value ?? '');
    if (!content) return [];
    const lang = languageByScript(content);
    if (!lang || lang === this.language) return [text(content)];
    this.#saysOriginals = true;
    return [{ type: 'text', text: content, lang }];
  }

  date(date: string): string {
    return formatDate(date, this.language);
  }

  fiscalYear(year: number): string {
    return formatFiscalYear(year, this.language);
  }

  number(value: number): string {
    return new Intl.NumberFormat(this.language).format(value);
  }

  join(lines: readonly Line[]): Line {
    const separator = this.plain('brief:separator');
    return lines.flatMap((line, index) => (index === 0 ? line : [text(separator), ...line]));
  }

  unknown(): Line {
    return [{ type: 'text', text: this.plain('brief:unknown'), muted: true }];
  }

  orUnknown(line: Line): Line {
    return line.length > 0 ? line : this.unknown();
  }

  cite(sources: readonly Source[] | undefined, confidence: Confidence | undefined): readonly Citation[] {
    const numbers = this.sources.cite(sources ?? []);
    // What stands in a document or on a public page is the usual case and needs no word.
    const isWeak = confidence === 'general' || confidence === 'own';
    const remark = isWeak ? { remark: this.plain(`brief:confidence.${confidence}`) } : {};
    return numbers.length > 0 || isWeak ? [{ type: 'cite', numbers, ...remark }] : [];
  }

  citeRecord(record: { readonly sources?: unknown; readonly confidence?: Confidence }): readonly Citation[] {
    return this.cite(record.sources as readonly Source[] | undefined, record.confidence);
  }

  #inLanguage(map: LanguageMap, counts: boolean): Line {
    const own = cleanText(map[this.language] ?? '');
    if (own) return [text(own)];
    const order = ['en', 'ja', ...Object.keys(map).sort()];
    for (const lang of order) {
      const content = cleanText(map[lang] ?? '');
      if (!content) continue;
      if (counts) this.#saysOriginals = true;
      const tag = lang === 'und' ? languageByScript(content) : lang;
      return [tag && tag !== this.language ? { type: 'text', text: content, lang: tag } : text(content)];
    }
    return [];
  }
}

export function text(content: string): TextRun {
  return { type: 'text', text: content };
}

export function link(content: string, url: string): LinkRun {
  return { type: 'link', text: content, url };
}

export function strong(line: Line): Line {
  return line.map((run) => (run.type === 'text' ? { ...run, strong: true } : run));
}

export function muted(line: Line): Line {
  return line.map((run) => (run.type === 'text' ? { ...run, muted: true } : run));
}

/** The words of a line without their marks; citations are left out. */
export function plainText(line: Line): string {
  return line.map((run: Inline) => (run.type === 'cite' ? '' : run.text)).join('');
}

/** The related records of one kind, typed. */
export function relatedOf<K extends KindName>(
  related: Partial<Record<KindName, readonly RegistryRecord[]>>,
  kind: K,
): BriefRecord<K>[] {
  return (related[kind] ?? []).filter((record) => record.kind === kind) as unknown as BriefRecord<K>[];
}
