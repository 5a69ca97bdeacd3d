import { distance } from 'fastest-levenshtein';
import { MusubiError } from '../errors/musubiError.ts';
import {
  type FieldDefinition,
  type KindName,
  languages,
  type PartType,
  type Shape,
} from '../kinds/fieldTypes.ts';
import { definitionOf, fieldsOf } from '../kinds/index.ts';

/** One thing wrong with an input: where (a path such as `consortium.0.orgId`), and why (a key of `problems` in locales). */
export interface Problem {
  readonly path: string;
  readonly reason:
    | 'required'
    | 'notText'
    | 'notLanguageMap'
    | 'unknownLanguage'
    | 'notDate'
    | 'notInteger'
    | 'notNumber'
    | 'outOfRange'
    /** Of shares that are scaled to add up to 1. */
    | 'nothingCounts'
    | 'notBoolean'
    | 'notUrl'
    | 'notChoice'
    | 'notReference'
    | 'unknownReference'
    | 'notList'
    | 'notObject'
    | 'unknownPart'
    | 'tooLong'
    | 'controlCharacter'
    /** Of an edit of many records, whose path is a record's id. */
    | 'recordUnknown'
    | 'recordRemoved'
    | 'recordOfOtherKind'
    | 'notAList'
    /** Of a choice between two records that are to be one. */
    | 'notDifferent'
    /** Of the taxonomy, see core/taxonomy. */
    | 'circular'
    | 'conceptType'
    | 'twice';
  readonly value?: unknown;
  readonly allowed?: readonly string[];
}

/** Longest text that a field takes, in UTF-16 units: a page of notes many times over, not a file. */
export const longestText = 100_000;
const mostMembers = 5_000;

/** System fields that come along when a record is read and written back; they are not written. */
const readOnlyFields = new Set(['id', 'kind', 'createdAt', 'updatedAt', 'deletedAt']);

export type ValidationMode = 'create' | 'patch';

/**
 * Checks and normalises an input: plain strings become language maps in `language`, line ends become
 * `\n`, text becomes NFC. Read-only fields are dropped.
 * @throws MusubiError UNKNOWN_FIELD with the nearest known name, INVALID_INPUT with every problem
 */
export function validateRecord(
  kind: KindName,
  input: unknown,
  mode: ValidationMode,
  language: string,
): Record<string, unknown> {
  if (input === null || typeof input !== 'object' || Array.isArray(input)) {
    throw new MusubiError('INVALID_INPUT', { kind, problems: [{ path: '', reason: 'notObject' }] });
  }
  const fields = fieldsOf(kind);
  const problems: Problem[] = [];
  const output: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(input)) {
    if (readOnlyFields.has(name)) continue;
    const definition = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!definition) {
      throw new MusubiError('UNKNOWN_FIELD', {
        kind,
        field: name,
        nearest: nearestName(name, Object.keys(fields)),
      });
    }
    if (value === undefined) continue;
    output[name] = value === null ? null : checkField(name, definition, value, language, problems);
  }
  if (mode === 'create') requireFields(kind, output, problems);
  else requireKept(kind, output, problems);
  if (problems.length > 0) throw new MusubiError('INVALID_INPUT', { kind, problems });
  return output;
}

/** The known name closest to a mistyped one. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  return known
    .map((candidate) => ({ candidate, steps: distance(name.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.steps - b.steps || (a.candidate < b.candidate ? -1 : 1))[0]?.candidate;
}

function requireFields(kind: KindName, output: Readonly<Record<string, unknown>>, problems: Problem[]) {
  for (const [name, definition] of Object.entries(definitionOf(kind).fields)) {
    if (definition.required && isEmpty(output[name])) problems.push({ path: name, reason: 'required' });
  }
}

function requireKept(kind: KindName, output: Readonly<Record<string, unknown>>, problems: Problem[]) {
  for (const [name, definition] of Object.entries(definitionOf(kind).fields)) {
    if (definition.required && name in output && output[name] === null) {
      problems.push({ path: name, reason: 'required' });
    }
  }
  if (output.visibility === null) problems.push({ path: 'visibility', reason: 'required' });
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return (
    typeof value === 'object' && Object.values(value).every((member) => member === null || member === '')
  );
}

function checkField(
  path: string,
  definition: FieldDefinition,
  value: unknown,
  language: string,
  problems: Problem[],
): unknown {
  switch (definition.type) {
    case 'references':
      return checkList(path, value, problems, (at, member) => checkReference(at, member, problems));
    case 'texts':
      return checkList(path, value, problems, (at, member) =>
        definition.choices
          ? checkChoice(at, member, definition.choices, problems)
          : checkText(at, member, problems),
      );
    case 'languageTexts':
      return checkList(path, value, problems, (at, member) =>
        checkLanguageText(at, member, language, problems),
      );
    case 'objects':
      return checkList(path, value, problems, (at, member) =>
        checkShape(at, definition.shape, member, language, problems),
      );
    case 'object':
      return checkShape(path, definition.shape, value, language, problems);
    case 'languageTextLists':
      return checkMap(path, value, problems, (at, key, member) => {
        checkLanguage(at, key, problems);
        return member === null
          ? null
          : checkList(at, member, problems, (to, text) => checkText(to, text, problems));
      });
    case 'choiceMap':
      return checkMap(path, value, problems, (at, _key, member) =>
        member === null ? null : checkChoice(at, member, definition.choices, problems),
      );
    case 'number': {
      const number = checkPart(path, definition, value, language, problems);
      if (typeof number === 'number') {
        const { minimum = -Infinity, maximum = Infinity } = definition;
        if (number < minimum || number > maximum) {
          problems.push({ path, reason: 'outOfRange', value, allowed: [String(minimum), String(maximum)] });
        }
      }
      return number;
    }
    default:
      return checkPart(path, definition, value, language, problems);
  }
}

function checkPart(
  path: string,
  part: PartType,
  value: unknown,
  language: string,
  problems: Problem[],
): unknown {
  switch (part.type) {
    case 'text':
      return checkText(path, value, problems);
    case 'languageText':
      return checkLanguageText(path, value, language, problems);
    case 'date':
      return check(path, value, isDate(value), 'notDate', problems);
    case 'integer':
      return check(path, value, Number.isSafeInteger(value), 'notInteger', problems);
    case 'number':
      return check(path, value, typeof value === 'number' && Number.isFinite(value), 'notNumber', problems);
    case 'boolean':
      return check(path, value, typeof value === 'boolean', 'notBoolean', problems);
    case 'url':
      return check(path, value, isWebAddress(value), 'notUrl', problems);
    case 'choice':
      return checkChoice(path, value, part.choices, problems);
    case 'reference':
      return checkReference(path, value, problems);
    case 'references':
      return checkList(path, value, problems, (at, member) => checkReference(at, member, problems));
    case 'json':
      return value;
  }
}

function check(
  path: string,
  value: unknown,
  good: boolean,
  reason: Problem['reason'],
  problems: Problem[],
): unknown {
  if (!good) problems.push({ path, reason, value });
  return value;
}

// Control characters other than tab and line feed have no place in a text and break XML-based exports.
const controlCharacters = /[\p{Cc}--[\t\n]]/v;

function checkText(path: string, value: unknown, problems: Problem[]): unknown {
  if (typeof value !== 'string') {
    problems.push({ path, reason: 'notText', value });
    return value;
  }
  if (value.length > longestText) {
    problems.push({ path, reason: 'tooLong', allowed: [String(longestText)] });
    return value;
  }
  const text = value.replaceAll(/\r\n?/g, '\n').normalize('NFC');
  if (controlCharacters.test(text) || !text.isWellFormed())
    problems.push({ path, reason: 'controlCharacter' });
  return text;
}

function checkLanguageText(path: string, value: unknown, language: string, problems: Problem[]): unknown {
  if (typeof value === 'string') return { [language]: checkText(path, value, problems) };
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    problems.push({ path, reason: 'notLanguageMap', value });
    return value;
  }
  return checkMap(path, value, problems, (at, key, member) => {
    checkLanguage(at, key, problems);
    return member === null ? null : checkText(at, member, problems);
  });
}

/** The app's ten languages, and any other well-formed tag: a place may be named in Tetum or Tamil. */
function checkLanguage(path: string, key: string, problems: Problem[]) {
  if (!/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(key)) {
    problems.push({ path, reason: 'unknownLanguage', value: key, allowed: languages });
  }
}

function checkMap(
  path: string,
  value: unknown,
  problems: Problem[],
  checkMember: (path: string, key: string, member: unknown) => unknown,
): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    problems.push({ path, reason: 'notObject', value });
    return value;
  }
  const entries = Object.entries(value).map(([key, member]) => {
    const at = `${path}.${key}`;
    if (key === '' || key.includes('/') || key === '__proto__')
      problems.push({ path: at, reason: 'unknownPart' });
    return [key, checkMember(at, key, member)] as const;
  });
  return Object.fromEntries(entries);
}

function checkList(
  path: string,
  value: unknown,
  problems: Problem[],
  checkMember: (path: string, member: unknown) => unknown,
): unknown {
  if (!Array.isArray(value)) {
    problems.push({ path, reason: 'notList', value });
    return value;
  }
  if (value.length > mostMembers) {
    problems.push({ path, reason: 'tooLong', allowed: [String(mostMembers)] });
    return value;
  }
  return value.map((member, index) => checkMember(`${path}.${index}`, member));
}

function checkShape(
  path: string,
  shape: Shape,
  value: unknown,
  language: string,
  problems: Problem[],
): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    problems.push({ path, reason: 'notObject', value });
    return value;
  }
  const output: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) {
    const part = Object.hasOwn(shape, name) ? shape[name] : undefined;
    const at = `${path}.${name}`;
    if (!part) problems.push({ path: at, reason: 'unknownPart', allowed: Object.keys(shape) });
    else if (member !== undefined && member !== null) {
      output[name] = checkPart(at, part, member, language, problems);
    }
  }
  return output;
}

function checkChoice(path: string, value: unknown, choices: readonly string[], problems: Problem[]): unknown {
  const good = typeof value === 'string' && choices.includes(value);
  if (!good) problems.push({ path, reason: 'notChoice', value, allowed: choices });
  return value;
}

function checkReference(path: string, value: unknown, problems: Problem[]): unknown {
  return check(path, value, typeof value === 'string' && isRecordId(value), 'notReference', problems);
}

/**
 * URN-safe and never a path: letters, digits and `. _ -`, not beginning with a dot. Names that every object has
 * (`constructor`, `valueOf`) are refused: labels and levels are kept in plain objects by id.
 */
export function isRecordId(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/.test(text) && !(text in Object.prototype);
}

/** `2025`, `2025-04` or `2025-04-01`, and a day that exists. */
export function isDate(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(value);
  if (!parts) return false;
  const month = parts[2] ? Number(parts[2]) : 1;
  const day = parts[3] ? Number(parts[3]) : 1;
  if (month < 1 || month > 12) return false;
  const date = new Date(Date.UTC(Number(parts[1]), month - 1, day));
  return date.getUTCDate() === day && date.getUTCMonth() === month - 1;
}

/** http or https, without user name or password. */
export function isWebAddress(value: unknown): boolean {
  if (typeof value !== 'string' || value.length > 4_000) return false;
  return /^https?:\/\/[^\s/@?#]+(?:[/?#]\S*)?$/i.test(value);
}
