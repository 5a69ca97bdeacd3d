import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ColumnNames, type NamedTarget, partsOf } from '#core/import/mapping/columnNames.ts';
import { type FieldDefinition, type KindName, kindNames } from '#core/kinds/fieldTypes.ts';
import { fieldsOf } from '#core/kinds/index.ts';
import { fold } from '#core/search/fold.ts';

/** The words of every language that a file may use for columns and choices of one kind. */
export interface ImportVocabulary {
  readonly names: ColumnNames;
  choice(path: string, word: string): string | undefined;
}

type Texts = { readonly [key: string]: string | Texts };
type LanguageTexts = { readonly fields: Texts; readonly choices: Texts; readonly import: Texts };

export function readVocabulary(localesDirectory: string, kind: KindName): ImportVocabulary {
  const languages = readLanguages(localesDirectory);
  const choices = new Map<string, Map<string, string>>();
  const choicesAt = (path: string) => {
    let known = choices.get(path);
    if (!known) {
      known = choiceWords(languages, kind, path);
      choices.set(path, known);
    }
    return known;
  };
  return {
    names: new ColumnNames(kind, namedTargets(languages, kind), languages.flatMap(reportHeaders)),
    choice: (path, word) => choicesAt(path).get(fold(word)),
  };
}

function readLanguages(directory: string): LanguageTexts[] {
  const read = (language: string, namespace: string): Texts => {
    try {
      return JSON.parse(readFileSync(join(directory, language, `${namespace}.json`), 'utf8')) as Texts;
    } catch {
      return {}; // A language may lack a namespace.
    }
  };
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({
      fields: read(name, 'fields'),
      choices: read(name, 'choices'),
      import: read(name, 'import'),
    }));
}

/** Labels before synonyms, the kind's own before those of all records, and names of parts last. */
function namedTargets(languages: readonly LanguageTexts[], kind: KindName): NamedTarget[] {
  const labels: NamedTarget[] = [];
  const common: NamedTarget[] = [];
  const synonyms: NamedTarget[] = [];
  const parts: NamedTarget[] = [];
  for (const { fields, import: own } of languages) {
    for (const [field, definition] of Object.entries(fieldsOf(kind))) {
      const target = { field };
      labels.push(...named(textAt(fields, kind, field), target));
      common.push(...named(textAt(fields, 'common', field), target));
      for (const group of [kind, 'common']) {
        synonyms.push(
          ...(textAt(own, 'synonyms', group, field)?.split('|') ?? []).flatMap((name) => named(name, target)),
        );
      }
      parts.push(...partNames(fields, kind, field, definition));
    }
    for (const field of ['id', 'createdAt', 'updatedAt', 'deletedAt']) {
      common.push(...named(textAt(fields, 'common', field), { field }));
    }
  }
  return [...labels, ...common, ...synonyms, ...parts];
}

function named(name: string | undefined, target: NamedTarget['target']): NamedTarget[] {
  return name === undefined ? [] : [{ name, target }];
}

/** `実施期間 開始`, `実施期間（開始）`; the name of a part alone only where no other part is called so. */
function partNames(fields: Texts, kind: KindName, field: string, definition: FieldDefinition): NamedTarget[] {
  const label = textAt(fields, kind, field);
  return partsOf(definition).flatMap((key) => {
    const part = textAt(fields, 'parts', kind, field, key);
    if (!label || !part) return [];
    const target = { field, key };
    const alone = timesUsed(fields, kind, part) === 1 ? [{ name: part, target }] : [];
    return [{ name: `${label} ${part}`, target }, { name: `${label}（${part}）`, target }, ...alone];
  });
}

function timesUsed(fields: Texts, kind: KindName, name: string): number {
  const parts = at(fields, 'parts', kind);
  const all = typeof parts === 'object' ? Object.values(parts) : [];
  return all
    .flatMap((group) => (typeof group === 'object' ? Object.values(group) : []))
    .filter((text) => text === name).length;
}

/** Headers that a list of error rows adds to the file's own. */
function reportHeaders({ import: own }: LanguageTexts): string[] {
  return ['row', 'problem'].flatMap((name) => textAt(own, 'errorRows', name) ?? []);
}

/** Word → value, from every language; `協力覚書（MoC）` may be written as either half. */
function choiceWords(languages: readonly LanguageTexts[], kind: KindName, path: string): Map<string, string> {
  const words = new Map<string, string>();
  const [field = '', part] = path.split('.');
  const groups = part ? [`${kind}-${field}-${part}`, part] : [`${kind}-${field}`, field];
  for (const group of [...groups, ...kindNames.map((other) => `${other}-${part ?? field}`)]) {
    for (const { choices } of languages) {
      const texts = at(choices, group);
      if (typeof texts !== 'object') continue;
      for (const [value, text] of Object.entries(texts)) {
        if (typeof text !== 'string') continue;
        for (const word of [value, text, ...halves(text)]) {
          const key = fold(word);
          if (key !== '' && !words.has(key)) words.set(key, value);
        }
      }
    }
    // Other kinds' words for a field of this name only where this kind has none of its own.
    if (words.size > 0 && group === groups.at(-1)) break;
  }
  return words;
}

function halves(text: string): string[] {
  const parts = /^(.+?)\s*[（(]([^（()）]+)[）)]$/u.exec(text);
  return parts ? [parts[1] ?? '', parts[2] ?? ''] : [];
}

function at(texts: Texts, ...path: readonly string[]): string | Texts | undefined {
  let here: string | Texts | undefined = texts;
  for (const key of path) {
    if (typeof here !== 'object' || !Object.hasOwn(here, key)) return undefined;
    here = here[key];
  }
  return here;
}

function textAt(texts: Texts, ...path: readonly string[]): string | undefined {
  const found = at(texts, ...path);
  return typeof found === 'string' ? found : undefined;
}
