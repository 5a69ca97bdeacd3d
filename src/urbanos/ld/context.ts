import { isObject, type Json, type JsonObject } from '#urbanos/json.ts';
import {
  coreContextUrl,
  corePrefixes,
  coreTerms,
  defaultVocabulary,
  isCoreContextUrl,
  keywordAliases,
} from '#urbanos/ld/core-terms.ts';
import { badData, Problem } from '#urbanos/ld/problem.ts';

/** Finds contexts that this endpoint hosts itself, or was given as a file; never by a request to elsewhere. */
export type ContextFinder = (url: string) => Json | undefined;

/** The terms in force for one request, and the user's own @context to echo (undefined when only core is used). */
export class LdContext {
  readonly user: Json | undefined;
  readonly #terms: ReadonlyMap<string, string>;
  readonly #names = new Map<string, string>();

  constructor(user: Json | undefined, terms: ReadonlyMap<string, string>) {
    this.user = user;
    this.#terms = terms;
    for (const [term, iri] of [...terms].reverse()) this.#names.set(iri, term);
    for (const [term, iri] of coreTerms) this.#names.set(iri, term);
  }

  /** The full name (IRI) of a type or attribute. Throws BadRequestData for what cannot be a name (clause 4.6.2). */
  expand(name: string): string {
    if (keywordAliases.has(name) || name.startsWith('@'))
      throw badData(`"${name}" cannot be used as a name.`);
    const core = coreTerms.get(name);
    if (core !== undefined) return core;
    const user = this.#terms.get(name);
    if (user !== undefined) return user;
    const colon = name.indexOf(':');
    if (colon > 0) {
      const prefix = this.#prefix(name.slice(0, colon));
      const rest = name.slice(colon + 1);
      if (prefix !== undefined && !rest.startsWith('//')) return prefix + rest;
      if (isUri(name)) return name;
    }
    if (!/^[\p{L}_][\p{L}\p{N}\p{M}_-]*$/u.test(name)) throw badData(`"${name}" is not a valid name.`);
    return defaultVocabulary + name;
  }

  /** The shortest name that these terms have for an IRI (JSON-LD 1.1 IRI compaction, vocabulary first). */
  compact(iri: string): string {
    const term = this.#names.get(iri);
    if (term !== undefined) return term;
    if (iri.startsWith(defaultVocabulary)) {
      const rest = iri.slice(defaultVocabulary.length);
      if (rest !== '' && !rest.includes(':') && !this.#terms.has(rest) && !coreTerms.has(rest)) return rest;
    }
    let best: string | undefined;
    for (const [prefix, base] of [...this.#terms, ...corePrefixes]) {
      if (!/[:/?#[\]@]$/u.test(base) || !iri.startsWith(base) || iri.length === base.length) continue;
      const candidate = `${prefix}:${iri.slice(base.length)}`;
      if (
        best === undefined ||
        candidate.length < best.length ||
        (candidate.length === best.length && candidate < best)
      ) {
        best = candidate;
      }
    }
    return best ?? iri;
  }

  /** What goes into the @context member of an application/ld+json answer. */
  toJson(): Json {
    if (this.user === undefined) return coreContextUrl;
    const items = Array.isArray(this.user) ? this.user : [this.user];
    return items.some((item) => typeof item === 'string' && isCoreContextUrl(item))
      ? items
      : [...items, coreContextUrl];
  }

  #prefix(name: string): string | undefined {
    return corePrefixes.get(name) ?? this.#terms.get(name);
  }
}

/** The context of requests that name none. */
export const coreContext = new LdContext(undefined, new Map());

const schemePattern = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`\p{Cc}]+$/u;

/** True for an absolute URI or IRI. Half surrogates are refused: in the database they would all become one character. */
export function isUri(text: string): boolean {
  return schemePattern.test(text) && text.isWellFormed();
}

/**
 * Builds the context of a request from the value of its @context member or Link header.
 * @throws Problem LdContextNotAvailable for an address that is neither the core context nor known here (this endpoint
 * never fetches one); BadRequestData for scoped contexts and other things that clause 5.5.7 forbids.
 */
export function resolveContext(value: Json, find: ContextFinder): LdContext {
  const definitions = new Map<string, string>();
  collect(value, find, definitions, 0);
  if (definitions.size === 0 && onlyCore(value)) return coreContext;
  return new LdContext(value, resolveDefinitions(definitions));
}

function onlyCore(value: Json): boolean {
  const items = Array.isArray(value) ? value : [value];
  return items.every((item) => typeof item === 'string' && isCoreContextUrl(item));
}

function collect(value: Json, find: ContextFinder, into: Map<string, string>, depth: number): void {
  if (depth > 8) throw badData('The @context refers to itself or is nested too deeply.');
  if (Array.isArray(value)) {
    for (const item of value) collect(item, find, into, depth + 1);
  } else if (typeof value === 'string') {
    if (isCoreContextUrl(value)) return;
    if (!isUri(value)) throw badData(`The @context "${value}" is not a URL.`);
    const known = find(value);
    if (known === undefined) {
      throw new Problem(
        'LdContextNotAvailable',
        `This endpoint fetches nothing from elsewhere, so the @context <${value}> is not available. Send it inline, host it here (POST /ngsi-ld/v1/jsonldContexts), or use terms of the core @context.`,
      );
    }
    const document =
      isObject(known) && Object.hasOwn(known, '@context') ? (known['@context'] as Json) : known;
    collect(document, find, into, depth + 1);
  } else if (isObject(value)) {
    collectTerms(value, into);
  } else {
    throw badData('An @context has to be a URL, an object, or a list of these.');
  }
}

const ignoredKeywords = new Set(['@version', '@protected', '@vocab', '@language', '@base', '@direction']);

function collectTerms(context: JsonObject, into: Map<string, string>): void {
  for (const [term, definition] of Object.entries(context)) {
    if (term.startsWith('@')) {
      if (!ignoredKeywords.has(term)) throw badData(`"${term}" is not supported in an @context.`);
      continue;
    }
    if (term === '' || keywordAliases.has(term) || coreTerms.has(term)) continue;
    if (typeof definition === 'string') into.set(term, definition);
    else if (definition === null) into.delete(term);
    else if (isObject(definition)) {
      if (Object.hasOwn(definition, '@context'))
        throw badData(`The @context of "${term}" is scoped, which is not allowed.`);
      const id = definition['@id'];
      if (id !== undefined && typeof id !== 'string')
        throw badData(`"${term}" has an invalid @id in the @context.`);
      into.set(term, id ?? defaultVocabulary + term);
    } else throw badData(`"${term}" has an invalid definition in the @context.`);
  }
}

function resolveDefinitions(definitions: ReadonlyMap<string, string>): Map<string, string> {
  const resolved = new Map<string, string>();
  const resolve = (term: string, trail: readonly string[]): string => {
    const done = resolved.get(term);
    if (done !== undefined) return done;
    if (trail.includes(term)) throw badData(`The @context defines "${term}" by itself.`);
    const definition = definitions.get(term) as string;
    const iri = resolveIri(definition, (name) =>
      definitions.has(name) ? resolve(name, [...trail, term]) : undefined,
    );
    resolved.set(term, iri);
    return iri;
  };
  for (const term of definitions.keys()) resolve(term, []);
  return resolved;
}

function resolveIri(definition: string, lookUp: (name: string) => string | undefined): string {
  const colon = definition.indexOf(':');
  if (colon > 0) {
    const rest = definition.slice(colon + 1);
    const name = definition.slice(0, colon);
    const prefix = rest.startsWith('//') ? undefined : (corePrefixes.get(name) ?? lookUp(name));
    if (prefix !== undefined) return prefix + rest;
    if (isUri(definition)) return definition;
    throw badData(`"${definition}" in the @context is not an IRI.`);
  }
  if (definition.startsWith('@')) throw badData(`The @context must not define an alias of ${definition}.`);
  return coreTerms.get(definition) ?? lookUp(definition) ?? defaultVocabulary + definition;
}
