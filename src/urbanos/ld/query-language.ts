import { isUri } from '#urbanos/ld/context.ts';
import { isDateTime } from '#urbanos/ld/date-time.ts';
import { badData, Problem } from '#urbanos/ld/problem.ts';

export type Comparison = '==' | '!=' | '>=' | '<=' | '>' | '<';

/** A value in a query, with the data type that its spelling gives it (clause 4.9). */
export type Literal =
  | { kind: 'string' | 'dateTime' | 'date' | 'time' | 'bare'; text: string }
  | { kind: 'number'; number: number }
  | { kind: 'boolean'; truth: boolean };

export type Condition =
  | { kind: 'exists' }
  | { kind: 'compare'; operator: Comparison; values: Literal[] }
  | { kind: 'range'; operator: '==' | '!='; from: Literal; to: Literal }
  | { kind: 'pattern'; negated: boolean; expression: RegExp };

/** A parsed `q`: paths are names as written, `trailing` leads into a compound value. */
export type Query =
  | { kind: 'and' | 'or'; parts: Query[] }
  | { kind: 'term'; path: string[]; trailing: string[]; condition: Condition };

const maximumLength = 8192;
const maximumTerms = 200;

/** Parses the NGSI-LD Query Language. AND (;) binds closer than OR (|). */
export function parseQuery(text: string): Query {
  if (text.length > maximumLength) throw new Problem('TooComplexQuery', 'The query is too long.');
  const reader = new Reader(text);
  const query = reader.readOr(0);
  reader.expectEnd();
  return query;
}

/** True when a query holds a regular expression, whose run time has to be limited. */
export function hasPattern(query: Query): boolean {
  return query.kind === 'term' ? query.condition.kind === 'pattern' : query.parts.some(hasPattern);
}

/** Compiles a pattern of a client; JavaScript's syntax covers the extended regular expressions of POSIX without classes. */
export function compilePattern(source: string): RegExp {
  if (source.length > 512) throw new Problem('TooComplexQuery', 'The regular expression is too long.');
  const flags = source.startsWith('(?i)') ? 'iu' : 'u';
  const body = source.replace(/^\(\?i\)/u, '');
  for (const candidate of [flags, flags.replace('u', '')]) {
    try {
      return new RegExp(body, candidate);
    } catch {
      // Escapes that the unicode mode refuses, such as \- outside a class, are valid without it.
    }
  }
  throw badData(`"${source}" is not a regular expression.`);
}

class Reader {
  readonly #text: string;
  #position = 0;
  #terms = 0;

  constructor(text: string) {
    this.#text = text;
  }

  expectEnd(): void {
    if (this.#position < this.#text.length) throw this.#unexpected();
  }

  readOr(depth: number): Query {
    if (depth > 32) throw new Problem('TooComplexQuery', 'The query is nested too deeply.');
    return this.#readSeries('|', 'or', () => this.#readSeries(';', 'and', () => this.#readFactor(depth)));
  }

  #readSeries(separator: string, kind: 'and' | 'or', read: () => Query): Query {
    const first = read();
    const parts = [first];
    while (this.#take(separator)) parts.push(read());
    return parts.length === 1 ? first : { kind, parts };
  }

  #readFactor(depth: number): Query {
    if (this.#take('(')) {
      const inner = this.readOr(depth + 1);
      if (!this.#take(')')) throw badData('The query has a parenthesis that is not closed.');
      return inner;
    }
    this.#terms += 1;
    if (this.#terms > maximumTerms) throw new Problem('TooComplexQuery', 'The query has too many terms.');
    const path = this.#readPath();
    const trailing = this.#readTrailing();
    return { kind: 'term', path, trailing, condition: this.#readCondition() };
  }

  #readPath(): string[] {
    const name = this.#match(/[^=!<>~;|()[\]{}",\s]+/uy);
    if (name === undefined) throw this.#unexpected();
    if (this.#text[this.#position] === '{') {
      throw new Problem(
        'OperationNotSupported',
        'Queries over linked entities are not offered by this endpoint.',
      );
    }
    const path = name.includes('://') ? [name] : name.split('.');
    if (path.includes('')) throw badData(`"${name}" is not an attribute path.`);
    return path;
  }

  #readTrailing(): string[] {
    if (!this.#take('[')) return [];
    const inner = this.#match(/[^\]]+/uy);
    if (inner === undefined || !this.#take(']')) throw badData('The query has a bracket that is not closed.');
    return inner.split('.').map((part) => part.replace(/^"(.*)"$/u, '$1'));
  }

  #readCondition(): Condition {
    const operator = this.#match(/!~=|~=|==|!=|>=|<=|>|</uy);
    if (operator === undefined) return { kind: 'exists' };
    if (operator === '~=' || operator === '!~=') {
      return {
        kind: 'pattern',
        negated: operator === '!~=',
        expression: compilePattern(this.#readPattern()),
      };
    }
    const first = this.#readLiteral();
    const comparison = operator as Comparison;
    if (comparison !== '==' && comparison !== '!=')
      return { kind: 'compare', operator: comparison, values: [first] };
    if (this.#take('..'))
      return { kind: 'range', operator: comparison, from: first, to: this.#readLiteral() };
    const values = [first];
    while (this.#take(',')) values.push(this.#readLiteral());
    return { kind: 'compare', operator: comparison, values };
  }

  #readLiteral(): Literal {
    if (this.#text[this.#position] === '"') return { kind: 'string', text: this.#readQuoted() };
    const text = this.#match(/(?:(?!\.\.)[^;|),"])+/uy);
    if (text === undefined) throw this.#unexpected();
    return classify(text);
  }

  #readQuoted(): string {
    const raw = this.#match(/"(?:[^"\\]|\\.)*"/uy);
    if (raw === undefined) throw badData('The query has a text that is not closed.');
    try {
      return JSON.parse(raw) as string;
    } catch {
      return raw.slice(1, -1);
    }
  }

  /** A pattern is quoted, or runs to the end of its term; parentheses inside it have to balance. */
  #readPattern(): string {
    if (this.#text[this.#position] === '"') {
      const raw = this.#match(/"(?:[^"\\]|\\.)*"/uy);
      if (raw === undefined) throw badData('The query has a pattern that is not closed.');
      return raw.slice(1, -1).replaceAll('\\"', '"');
    }
    const begin = this.#position;
    let open = 0;
    for (; this.#position < this.#text.length; this.#position += 1) {
      const character = this.#text[this.#position];
      if (character === '\\') this.#position += 1;
      else if (character === '(') open += 1;
      else if (character === ')' && open > 0) open -= 1;
      else if (character === ')' || (open === 0 && (character === ';' || character === '|'))) break;
    }
    const pattern = this.#text.slice(begin, this.#position);
    if (pattern === '') throw this.#unexpected();
    return pattern;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#position;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#position += found.length;
    return found;
  }

  #take(token: string): boolean {
    if (!this.#text.startsWith(token, this.#position)) return false;
    this.#position += token.length;
    return true;
  }

  #unexpected(): Problem {
    return badData(`The query is not valid at position ${this.#position + 1} of "${this.#text}".`);
  }
}

function classify(text: string): Literal {
  if (text === 'true' || text === 'false') return { kind: 'boolean', truth: text === 'true' };
  if (/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/u.test(text)) return { kind: 'number', number: Number(text) };
  if (isDateTime(text)) return { kind: 'dateTime', text };
  if (/^\d{4}-\d{2}-\d{2}$/u.test(text)) return { kind: 'date', text };
  if (/^\d{2}:\d{2}:\d{2}([.,]\d{1,9})?Z$/u.test(text)) return { kind: 'time', text };
  if (isUri(text) || /^[\p{L}_][\p{L}\p{N}\p{M}_ -]*$/u.test(text)) return { kind: 'bare', text };
  throw badData(`"${text}" is not a value of the query language; texts have to be in double quotes.`);
}
