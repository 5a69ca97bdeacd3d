import type { FieldDefinition, KindName, PartType, Shape } from '../../kinds/fieldTypes.ts';
import { isDate } from '../../records/validateRecord.ts';
import type { CellProblem, Resolution } from '../importTypes.ts';
import { CellFault, type CellValue, cellText } from '../sourceTable.ts';
import { readDate, readPeriod } from './readDate.ts';
import { readFiscalYear } from './readFiscalYear.ts';
import { readJson, readList, splitStrong, splitWeak, withoutBullet } from './readList.ts';
import { readNumber } from './readNumber.ts';
import { readYesNo } from './readYesNo.ts';

/** What reading a cell needs to know besides the cell. */
export interface ReadingContext {
  /** The language of a text without a tag. */
  readonly languageOf: (text: string) => string;
  /** The choice that a word stands for, in any language. @param path `type`, `parties.type` */
  choice(path: string, word: string): string | undefined;
  resolve(text: string, to: readonly KindName[], conceptTypes?: readonly string[]): Resolution;
}

export type Reading = { readonly value: unknown } | { readonly problem: CellProblem };

const is = (value: unknown): Reading => ({ value });
const not = (code: CellProblem['code'], value: unknown, allowed?: readonly string[]): Reading => ({
  problem: { code, value, ...(allowed ? { allowed } : {}) },
});

/** A cell that is not empty, as a value of its field. @param path the field's name */
export function readValue(
  path: string,
  definition: FieldDefinition,
  cell: CellValue,
  context: ReadingContext,
): Reading {
  if (cell instanceof CellFault) return not('cellFault', cell.text);
  const structured = structureOf(cell);
  switch (definition.type) {
    case 'references':
      return readReferences(definition, cell, context);
    case 'texts':
      return readTexts(path, definition, cell, context);
    case 'languageTexts':
      return Array.isArray(structured) ? is(structured) : is(readSentences(cellText(cell), context));
    case 'objects':
      return readObjects(definition.shape, path, cell, structured, context);
    case 'object':
      return readObject(definition.shape, path, cell, structured, context);
    case 'languageTextLists':
      if (isMap(structured)) return is(structured);
      return is(listsByLanguage(readList(cellText(cell)), context));
    case 'choiceMap':
      return readChoiceMap(definition.choices, path, cellText(cell), structured, context);
    default:
      return readPart(path, definition, cell, context);
  }
}

/** A part of an object, or a field of one value. */
export function readPart(path: string, part: PartType, cell: CellValue, context: ReadingContext): Reading {
  if (cell instanceof CellFault) return not('cellFault', cell.text);
  const text = cellText(cell);
  if (text.length > longestWord && isWord(part)) return not('tooLong', text, [String(longestWord)]);
  switch (part.type) {
    case 'text':
      return is(text);
    case 'url':
      return is(readAddress(text));
    case 'languageText': {
      const structured = structureOf(cell);
      return is(isMap(structured) ? structured : { [context.languageOf(text)]: text });
    }
    case 'date': {
      const date = typeof cell === 'string' && isDate(cell) ? cell : readDate(plainOf(cell));
      return date ? is(date) : not('notDate', cell);
    }
    case 'integer':
      return readInteger(path, cell);
    case 'number': {
      const number = readNumber(plainOf(cell));
      return number === undefined ? not('notNumber', cell) : is(number);
    }
    case 'boolean': {
      const answer = readYesNo(typeof cell === 'boolean' ? cell : plainOf(cell));
      return answer === undefined ? not('notBoolean', cell) : is(answer);
    }
    case 'choice': {
      const choice = readChoice(path, part.choices, text, context);
      return choice === undefined ? not('notChoice', cell, part.choices) : is(choice);
    }
    case 'reference':
      return toReference(text, context.resolve(text.trim(), part.to, conceptTypesOf(part)));
    case 'references':
      return readReferences(part, cell, context);
    case 'json': {
      const structured = structureOf(cell);
      return is(structured === undefined ? cell : structured);
    }
  }
}

/** Nothing that is looked up or worked out is written longer than this. */
const longestWord = 1_000;

function isWord(part: PartType): boolean {
  return ['date', 'integer', 'number', 'boolean', 'choice', 'reference'].includes(part.type);
}

function conceptTypesOf(part: { readonly conceptTypes?: readonly string[] } | PartType) {
  return 'conceptTypes' in part ? part.conceptTypes : undefined;
}

function toReference(text: string, resolution: Resolution): Reading {
  if ('id' in resolution) return is(resolution.id);
  return 'ambiguous' in resolution
    ? not('ambiguousReference', text, resolution.ambiguous)
    : not('unknownReference', text);
}

const yearlyNames = /year|fy$/i;

function readInteger(path: string, cell: CellValue): Reading {
  const plain = plainOf(cell);
  const number = readNumber(plain);
  if (number !== undefined && Number.isSafeInteger(number)) return is(number);
  if (!yearlyNames.test(path)) return not('notInteger', cell);
  const year = readFiscalYear(plain);
  return year === undefined ? not('notFiscalYear', cell) : is(year);
}

/** Addresses without a scheme are common in lists: `www.example.co.jp`. */
function readAddress(text: string): string {
  const trimmed = text.trim();
  return /^(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:[/?#]\S*)?$/i.test(trimmed)
    ? `https://${trimmed}`
    : trimmed;
}

function readChoice(path: string, choices: readonly string[], text: string, context: ReadingContext) {
  const exact = text.trim();
  return choices.includes(exact) ? exact : context.choice(path, exact);
}

function readReferences(
  part: { readonly to: readonly KindName[]; readonly conceptTypes?: readonly string[] },
  cell: CellValue,
  context: ReadingContext,
): Reading {
  const structured = structureOf(cell);
  const resolve = (text: string) => context.resolve(text, part.to, part.conceptTypes);
  if (Array.isArray(structured)) return all(structured.map((text) => oneReference(String(text), resolve)));
  const text = cellText(cell).trim();
  const whole = resolve(text);
  if ('id' in whole) return is([whole.id]);
  return all(
    splitStrong(text).flatMap((member) => {
      const found = resolve(member);
      const parts = 'id' in found ? [] : splitWeak(member, true);
      return parts.length > 1
        ? parts.map((small) => oneReference(small, resolve))
        : [toReference(member, found)];
    }),
  );
}

const oneReference = (text: string, resolve: (text: string) => Resolution) =>
  toReference(text, resolve(text));

/** All readings as one list without repetition, or the first that failed. */
function all(readings: readonly Reading[]): Reading {
  const values = new Set<unknown>();
  for (const reading of readings) {
    if ('problem' in reading) return reading;
    values.add(reading.value);
  }
  return is([...values]);
}

function readTexts(
  path: string,
  definition: { readonly choices?: readonly string[] },
  cell: CellValue,
  context: ReadingContext,
): Reading {
  const structured = structureOf(cell);
  if (Array.isArray(structured)) return is(structured);
  const text = cellText(cell);
  const { choices } = definition;
  if (!choices) return is(readList(text));
  const toChoice = (word: string): Reading => {
    const choice = readChoice(path, choices, word, context);
    return choice === undefined ? not('notChoice', word, choices) : is(choice);
  };
  if ('value' in toChoice(text)) return all([toChoice(text)]);
  return all(
    splitStrong(text).flatMap((word) =>
      'value' in toChoice(word) ? [toChoice(word)] : splitWeak(word, true).map(toChoice),
    ),
  );
}

/** One sentence per line, or between semicolons; Japanese commas stand inside sentences. */
function readSentences(text: string, context: ReadingContext) {
  return text
    .split(/[\n\r;；]+/u)
    .map((line) => withoutBullet(line.trim()))
    .filter((line) => line !== '')
    .map((line) => ({ [context.languageOf(line)]: line }));
}

function listsByLanguage(texts: readonly string[], context: ReadingContext) {
  const lists: Record<string, string[]> = {};
  for (const text of texts) {
    const language = context.languageOf(text);
    lists[language] = [...(lists[language] ?? []), text];
  }
  return lists;
}

function readChoiceMap(
  choices: readonly string[],
  path: string,
  text: string,
  structured: unknown,
  context: ReadingContext,
): Reading {
  if (isMap(structured)) return is(structured);
  const map: Record<string, string> = {};
  for (const member of splitStrong(text)) {
    const sign = /[:：=]/u.exec(member)?.index ?? 0;
    const name = member.slice(0, sign).trim();
    const choice = readChoice(path, choices, member.slice(sign + 1), context);
    if (name === '' || choice === undefined) return not('notChoice', member, choices);
    const key = toReference(name, context.resolve(name, ['concept']));
    if ('problem' in key) return key;
    map[String(key.value)] = choice;
  }
  return is(map);
}

function readObject(
  shape: Shape,
  path: string,
  cell: CellValue,
  structured: unknown,
  context: ReadingContext,
): Reading {
  if (isMap(structured)) return is(structured);
  const text = cellText(cell);
  if (shape.start?.type === 'date' && shape.end?.type === 'date') {
    const period = readPeriod(text);
    return period ? is(period) : not('notDate', cell);
  }
  // A plain cell says the part that the object is about: the number of people, the lowest-level text.
  const main = Object.entries(shape)[0];
  if (!main) return not('notObject', cell);
  const [name, part] = main;
  const reading = readPart(`${path}.${name}`, part, cell, context);
  return 'problem' in reading ? reading : is({ [name]: reading.value });
}

/** Members by JSON, or names with a role in brackets: `日本工営（代表）；国際開発センター`. */
function readObjects(
  shape: Shape,
  path: string,
  cell: CellValue,
  structured: unknown,
  context: ReadingContext,
): Reading {
  if (Array.isArray(structured)) return is(structured);
  if (isMap(structured)) return is([structured]);
  const members: unknown[] = [];
  for (const text of splitStrong(cellText(cell))) {
    const member = readMember(shape, path, text, context);
    if ('problem' in member) return member;
    members.push(member.value);
  }
  return is(members);
}

function readMember(shape: Shape, path: string, text: string, context: ReadingContext): Reading {
  if (shape.url && /^https?:\/\/\S+$/i.test(text)) return is({ title: text, url: text });
  const [name, role] = shape.role?.type === 'text' ? nameAndRole(text) : [text, undefined];
  const [main, part] = Object.entries(shape)[0] ?? [];
  if (!main || !part) return not('notObject', text);
  const reading = readPart(`${path}.${main}`, part, name, context);
  if ('problem' in reading) return reading;
  const known = shape.orgId?.type === 'reference' ? context.resolve(name, shape.orgId.to) : undefined;
  return is({
    [main]: reading.value,
    ...(known && 'id' in known ? { orgId: known.id } : {}),
    ...(role === undefined ? {} : { role }),
  });
}

/** `日本工営（代表）` is a name and a role; `(株)日立製作所` is a name. */
function nameAndRole(text: string): [string, string | undefined] {
  const start = Math.max(text.lastIndexOf('('), text.lastIndexOf('（'));
  const isClosed = /[)）]$/u.test(text);
  const role = text.slice(start + 1, -1).trim();
  return start > 0 && isClosed && role !== '' && !/^(?:株|有|合|社|財)$/u.test(role)
    ? [text.slice(0, start).trim(), role]
    : [text, undefined];
}

/** JSON values as they are, and text that holds JSON. */
function structureOf(cell: CellValue): unknown {
  if (typeof cell === 'string') return readJson(cell);
  return cell !== null && typeof cell === 'object' ? cell : undefined;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function plainOf(cell: CellValue): string | number {
  return typeof cell === 'number' ? cell : cellText(cell);
}
