import type { FastifyReply, FastifyRequest } from 'fastify';
import { BareStatus } from '#urbanos/http/bare-status.ts';
import { geoJsonMedia, jsonMedia, linkedDataMedia, mediaType, negotiate } from '#urbanos/http/media.ts';
import { Parameters } from '#urbanos/http/parameters.ts';
import { sendJson, sendJsonList } from '#urbanos/http/send-json.ts';
import { isObject, type Json, type JsonObject, parseJson, UnsafeJson } from '#urbanos/json.ts';
import { coreContext, isUri, type LdContext, resolveContext } from '#urbanos/ld/context.ts';
import { coreContextUrl } from '#urbanos/ld/core-terms.ts';
import { badData, Problem } from '#urbanos/ld/problem.ts';
import { type ContextStore, contextPath } from '#urbanos/store/context-store.ts';
import { defaultTenant, type EntityStore } from '#urbanos/store/entity-store.ts';

/** What the NGSI-LD routes work with. */
export interface LdServices {
  entities: EntityStore;
  contexts: ContextStore;
}

/** The rel of the Link header that names an @context (JSON-LD 1.1, section 6.1). */
const contextRelation = 'http://www.w3.org/ns/json-ld#context';

/** One NGSI-LD request with the common behaviours of clause 6.3 applied. */
export class LdExchange {
  readonly tenant: string;
  readonly parameters: Parameters;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly services: LdServices;

  constructor(request: FastifyRequest, reply: FastifyReply, services: LdServices) {
    this.request = request;
    this.reply = reply;
    this.services = services;
    this.tenant = readTenant(request);
    this.parameters = new Parameters(request.url);
  }

  /** Clause 6.3.20: parameters that do not belong to the operation are refused. */
  allowParameters(...names: readonly string[]): void {
    const allowed = new Set([...names, 'local']);
    const unknown = this.parameters.names().filter((name) => !allowed.has(name));
    if (unknown.length > 0)
      throw new Problem('InvalidRequest', `Unknown parameter for this operation: ${unknown.join(', ')}.`);
    if (this.parameters.repeated.length > 0) {
      throw new Problem(
        'InvalidRequest',
        `Parameter given more than once: ${this.parameters.repeated.join(', ')}.`,
      );
    }
  }

  /** A parameter that is true or false. */
  flag(name: string): boolean {
    const text = this.parameters.get(name);
    if (text !== undefined && text !== 'true' && text !== 'false')
      throw badData(`"${name}" has to be true or false.`);
    return text === 'true';
  }

  /** @throws Problem NonexistentTenant; for every operation that does not create (clause 5.5.10). */
  requireTenant(): void {
    if (this.services.entities.hasTenant(this.tenant)) return;
    throw new Problem('NonexistentTenant', `There is no tenant "${this.tenant}".`);
  }

  /** The id in the path. */
  entityId(): string {
    const { id } = this.request.params as { id?: string };
    if (id === undefined || !isUri(id))
      throw badData('The entity id in the path is missing or is not a URI.');
    return id;
  }

  /** The full name of the attribute in the path. */
  attributeName(context: LdContext): string {
    const { attribute } = this.request.params as { attribute?: string };
    if (attribute === undefined || attribute === '')
      throw badData('The attribute name in the path is missing.');
    return context.expand(attribute);
  }

  /** The media type of the answer; geo+json only where it is offered. @throws BareStatus 406 through `notAcceptable`. */
  accept(withGeoJson = false): string {
    const offered = withGeoJson ? [jsonMedia, linkedDataMedia, geoJsonMedia] : [jsonMedia, linkedDataMedia];
    const media = negotiate(this.request.headers.accept, offered);
    if (media === undefined) throw new NotAcceptable(offered);
    return media;
  }

  /** The context of a request without a body: from the Link header, else the core context. */
  linkedContext(): LdContext {
    const url = this.#contextLink();
    return url === undefined ? coreContext : this.resolve(url);
  }

  /** The body as JSON, and whether it is linked data. */
  readBody(patch = false): { body: Json; linked: boolean } {
    const media = mediaType(this.request.headers['content-type']);
    const linked = media === linkedDataMedia;
    if (!linked && media !== jsonMedia && !(patch && media === 'application/merge-patch+json')) {
      throw new BareStatus(415, { accept: `${jsonMedia}, ${linkedDataMedia}` });
    }
    return { body: readJson(this.request.body), linked };
  }

  /** The body of an operation on one document, with its context. */
  readDocument(patch = false): { body: Json; context: LdContext } {
    const { body, linked } = this.readBody(patch);
    return { body, context: this.contextOf(body, linked) };
  }

  /** The rules of clause 6.3.5 for one document: a context in linked data, or a Link header, never both. */
  contextOf(document: Json, linked: boolean): LdContext {
    const own = isObject(document) && Object.hasOwn(document, '@context') ? document['@context'] : undefined;
    const link = this.#contextLink();
    if (!linked) {
      if (own !== undefined)
        throw badData('An application/json body must not have an @context; use a Link header.');
      return link === undefined ? coreContext : this.resolve(link);
    }
    if (link !== undefined)
      throw badData('A Link header with an @context does not go with application/ld+json.');
    if (own === undefined || own === null)
      throw badData('An application/ld+json body has to have an @context.');
    return this.resolve(own);
  }

  resolve(context: Json): LdContext {
    return resolveContext(context, (url) => this.services.contexts.find(url));
  }

  /** Sends entities or lists with the context where the media type wants it (clause 6.3.6). */
  send(body: Json, context: LdContext, media: string, links: readonly string[] = []): FastifyReply {
    const headers = [...links];
    let payload = body;
    const preferPlain = /(^|[\s,;])body=json([\s,;]|$)/u.test(String(this.request.headers.prefer ?? ''));
    if (media === linkedDataMedia || (media === geoJsonMedia && !preferPlain))
      payload = withContext(body, context);
    else headers.unshift(this.#contextHeader(context));
    if (headers.length > 0) this.reply.header('Link', headers.join(', '));
    return sendJson(this.reply, 200, media, payload);
  }

  /** Sends a list of entities whose texts are JSON in the terms of the core context already. */
  sendShown(texts: readonly Buffer[], links: readonly string[]): FastifyReply {
    this.reply.header('Link', [this.#contextHeader(coreContext), ...links].join(', '));
    return sendJsonList(this.reply, jsonMedia, texts);
  }

  #contextHeader(context: LdContext): string {
    return `<${this.#contextUrl(context)}>; rel="${contextRelation}"; type="${linkedDataMedia}"`;
  }

  /** The address under which a client finds the context of the answer. */
  #contextUrl(context: LdContext): string {
    if (context.user === undefined) return coreContextUrl;
    if (typeof context.user === 'string') return context.user;
    const id = this.services.contexts.remember(context.toJson());
    return `${this.request.protocol}://${this.request.host}${contextPath}/${id}`;
  }

  #contextLink(): string | undefined {
    const header = this.request.headers.link;
    if (typeof header !== 'string') return undefined;
    for (const match of header.matchAll(/<([^>]*)>((?:\s*;\s*[a-zA-Z*]+\s*=\s*(?:"[^"]*"|[^\s",;]+))*)/gu)) {
      if (/;\s*rel\s*=\s*"?http:\/\/www\.w3\.org\/ns\/json-ld#context"?/u.test(match[2] ?? ''))
        return match[1]?.trim();
    }
    return undefined;
  }
}

/** Status 406 with the list of what there is. */
export class NotAcceptable extends Error {
  override readonly name = 'NotAcceptable';
  readonly offered: readonly string[];

  constructor(offered: readonly string[]) {
    super('Not acceptable');
    this.offered = offered;
  }
}

/** Tenant names are limited, because they stand in headers, files of tokens and messages. */
export function isTenantName(name: string): boolean {
  return /^[A-Za-z0-9_.:-]{1,100}$/u.test(name);
}

function readTenant(request: FastifyRequest): string {
  const header = request.headers['ngsild-tenant'];
  if (header === undefined || header === '') return defaultTenant;
  if (typeof header !== 'string' || !isTenantName(header))
    throw badData('The tenant name has characters that are not allowed.');
  return header;
}

/** Reads a body that the server handed over as bytes. */
export function readJson(body: unknown): Json {
  if (!Buffer.isBuffer(body) || body.length === 0)
    throw new Problem('InvalidRequest', 'The request has no body.');
  try {
    return parseJson(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (error) {
    if (error instanceof UnsafeJson) throw new Problem('InvalidRequest', error.message);
    throw new Problem('InvalidRequest', 'The body is not valid UTF-8.');
  }
}

function withContext(body: Json, context: LdContext): Json {
  const add = (item: Json): Json =>
    isObject(item) ? ({ ...item, '@context': context.toJson() } satisfies JsonObject) : item;
  return Array.isArray(body) ? body.map(add) : add(body);
}
