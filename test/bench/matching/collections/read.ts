import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { guessLanguage } from '#core/matching/text/language.ts';
import { Unreadable, within } from '../unreadable.ts';
import { readBeir } from './beir.ts';
import { type Collection, targetOf } from './collection.ts';
import { looksGeneric, readGeneric } from './generic.ts';
import { readSmart } from './smart.ts';
import { looksLikeSquad, readSquad } from './squad.ts';
import { readTrec } from './trec.ts';

/**
 * Reads every collection in a folder (or one file), whatever its form: SMART (Cranfield), SQuAD JSON, the plain JSON
 * form, line-by-line JSON with judgements, classic TREC. Sub-folders are read too when the folder itself has none.
 * @throws Unreadable when nothing there is a collection that can be measured
 */
export function readCollections(path: string, language?: string): Collection[] {
  if (!existsSync(path)) throw new Unreadable(`No such file or folder: ${path}`);
  const found = within(path, () => (statSync(path).isDirectory() ? readFolder(path) : readFile(path)));
  if (found.length === 0) throw new Unreadable(`No collection that this bench can read in ${path}`);
  for (const { name, documents, queries, judgements } of found) {
    if (documents.length === 0) throw new Unreadable(`${path}: ${name} has no documents`);
    const judged = queries.some(({ id }) =>
      [...(judgements.get(id)?.values() ?? [])].some((gain) => gain > 0),
    );
    const known = new Set(documents.map(targetOf));
    const rows = [...judgements.values()].flatMap((row) => [...row.keys()]);
    if (judged && !rows.some((id) => known.has(id)))
      throw new Unreadable(
        `${path}: none of the ${rows.length} judged documents of ${name} is among its documents`,
      );
    if (!judged) throw new Unreadable(`${path}: no query of ${name} is judged to have a relevant document`);
  }
  return found.map((collection) => ({ ...collection, language: language ?? languageOf(collection) }));
}

function languageOf(collection: Collection): string {
  if (collection.language !== '') return collection.language;
  return guessLanguage(
    collection.documents
      .slice(0, 20)
      .map((document) => document.text)
      .join('\n'),
  );
}

function readFile(path: string): Collection[] {
  if (!/\.json$/i.test(path)) return [];
  const source = readFileSync(path, 'utf8');
  const value: unknown = JSON.parse(source);
  const name = basename(path, '.json');
  if (looksLikeSquad(value)) return [readSquad(name, source, languageFromName(name))];
  if (looksGeneric(value)) return [readGeneric(name, value)];
  return [];
}

function languageFromName(name: string): string {
  return /[._-](ja|en|id|ms|th|vi|fil|km|lo|my)$/.exec(name)?.[1] ?? '';
}

function readFolder(folder: string): Collection[] {
  const names = readdirSync(folder).sort();
  const text = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const find = (pattern: RegExp): string | undefined => names.find((name) => pattern.test(name));
  const name = basename(folder);

  const all = find(/\.all(\.\d+)?$/i);
  const questions = find(/\.(qry|que)$/i);
  const relevance = find(/(qrel|\.rel$|\.bin$)/i);
  if (all && questions && relevance) return [readSmart(name, text(all), text(questions), text(relevance))];

  const corpus = find(/^(corpus|documents|docs)\.jsonl$/i);
  const queries = find(/^(queries|topics)\.jsonl$/i);
  const judged = judgementFile(folder, names);
  if (corpus && queries && judged)
    return [readBeir(name, text(corpus), text(queries), readFileSync(judged, 'utf8'))];

  const topics = find(/^topics.*(?<!\.jsonl)$/i);
  const documents = names.filter(
    (file) => /\.(sgml?|trec|xml|dat)$|^docs?(\.txt)?$/i.test(file) && file !== topics,
  );
  if (topics && judged && documents.length > 0)
    return [readTrec(name, documents.map(text).join('\n'), text(topics), readFileSync(judged, 'utf8'))];

  const files = names.flatMap((file) => readFile(join(folder, file)));
  if (files.length > 0) return files;
  return names
    .map((file) => join(folder, file))
    .filter((path) => statSync(path).isDirectory())
    .flatMap(readFolder);
}

function judgementFile(folder: string, names: readonly string[]): string | undefined {
  const direct = names.find((name) => /^(qrels?|judgements)([._-].*)?$/i.test(name));
  if (direct === undefined) return undefined;
  const path = join(folder, direct);
  if (!statSync(path).isDirectory()) return path;
  const inside = readdirSync(path).sort();
  const chosen = inside.find((name) => /test/.test(name)) ?? inside[0];
  return chosen === undefined ? undefined : join(path, chosen);
}
