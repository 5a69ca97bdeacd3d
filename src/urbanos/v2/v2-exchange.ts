import type { FastifyReply, FastifyRequest } from 'fastify';
import { jsonMedia, mediaType, negotiate } from '#urbanos/http/media.ts';
import { Parameters } from '#urbanos/http/parameters.ts';
import { sendJson } from '#urbanos/http/send-json.ts';
import { type Json, parseJson, UnsafeJson } from '#urbanos/json.ts';
import { checkField } from '#urbanos/v2/parse-v2.ts';
import type { V2View } from '#urbanos/v2/represent-v2.ts';
import { badRequest, V2Error } from '#urbanos/v2/v2-error.ts';
import type { V2Place } from '#urbanos/v2/v2-operations.ts';

/** One NGSIv2 request with what all operations have in common. */
export class V2Exchange {
  readonly tenant: string;
  readonly parameters: Parameters;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;

  constructor(request: FastifyRequest, reply: FastifyReply) {
    this.request = request;
    this.reply = reply;
    this.tenant = readV2Tenant(request);
    this.parameters = new Parameters(request.url);
    if (this.parameters.repeated.length > 0)
      throw badRequest(`Duplicate URI parameter: ${this.parameters.repeated[0]}`);
  }

  /** Where a change happens: exactly one path, "/" when the header is missing. */
  get place(): V2Place {
    const [path, ...more] = this.#paths('/');
    if (path === undefined || more.length > 0 || path.endsWith('#')) {
      throw badRequest('a change needs exactly one service path without wildcard');
    }
    return { tenant: this.tenant, path };
  }

  /** Where a read looks; everything when the header is missing. */
  get readPaths(): string[] {
    return this.#paths('/#');
  }

  /** A checked part of the path, such as the entity id. */
  pathField(name: 'id' | 'attribute', what: string): string {
    return checkField((this.request.params as Record<string, string | undefined>)[name], what);
  }

  get type(): string | undefined {
    const type = this.parameters.get('type');
    return type === undefined ? undefined : checkField(type, 'entity type');
  }

  option(name: string): boolean {
    return this.parameters.includes('options', name);
  }

  /** @throws V2Error unless the options are among those of the operation. */
  allowOptions(...names: string[]): void {
    const unknown = (this.parameters.list('options') ?? []).find(
      (option) => option !== '' && !names.includes(option),
    );
    if (unknown !== undefined) throw badRequest('Invalid value for URI param /options/');
  }

  get view(): V2View {
    const modes = ['keyValues', 'values', 'unique'] as const;
    const mode = modes.find((name) => this.option(name)) ?? 'normalized';
    return { mode, names: this.parameters.list('attrs')?.filter((name) => name !== '') };
  }

  paging(): { limit: number; offset: number; count: boolean } {
    const read = (name: string, fallback: number, least: number, most: number): number => {
      const text = this.parameters.get(name);
      if (text === undefined) return fallback;
      if (!/^\d{1,9}$/u.test(text))
        throw badRequest(
          `Bad pagination ${name}: /${text.replace(/[^\w.-]/gu, '')}/ [must be a decimal number]`,
        );
      const value = Number(text);
      if (value < least)
        throw badRequest(`Bad pagination ${name}: /${value}/ [a value of ZERO is unacceptable]`);
      if (value > most) throw badRequest(`Bad pagination ${name}: /${value}/ [max: ${most}]`);
      return value;
    };
    return {
      limit: read('limit', 20, 1, 1000),
      offset: read('offset', 0, 0, 999_999_999),
      count: this.option('count'),
    };
  }

  /** The body as JSON. */
  readJson(): Json {
    const media = mediaType(this.request.headers['content-type']);
    if (media !== jsonMedia) throw unsupportedMedia(media);
    return parseV2Json(this.readBytes());
  }

  readBytes(): Buffer {
    const { body } = this.request;
    if (Buffer.isBuffer(body) && body.length > 0) return body;
    throw new V2Error(411, 'ContentLengthRequired', 'Zero/No Content-Length in PUT/POST/PATCH request');
  }

  send(body: Json): FastifyReply {
    if (negotiate(this.request.headers.accept, [jsonMedia]) === undefined)
      throw notAcceptable('application/json');
    return sendJson(this.reply, 200, jsonMedia, body);
  }

  #paths(fallback: string): string[] {
    const header = this.request.headers['fiware-servicepath'];
    if (header === undefined || header === '') return [fallback];
    const paths = String(header)
      .split(',')
      .map((path) => path.trim());
    if (paths.length > 10)
      throw badRequest('too many service paths - a maximum of ten service paths is allowed');
    return paths.map(checkPath);
  }
}

export function unsupportedMedia(media: string): V2Error {
  return new V2Error(
    415,
    'UnsupportedMediaType',
    `not supported content type: ${media.replace(/[^\w.+/-]/gu, '')}`,
  );
}

export function notAcceptable(media: string): V2Error {
  return new V2Error(406, 'NotAcceptable', `acceptable MIME types: ${media}`);
}

export function parseV2Json(bytes: Buffer): Json {
  try {
    return parseJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    const reason = error instanceof UnsafeJson ? error.message : 'The body is not valid UTF-8.';
    throw new V2Error(400, 'ParseError', `Errors found in incoming JSON buffer. ${reason}`);
  }
}

/** The tenant is lower case letters, digits and underscores; upper case is folded, as brokers do. */
export function readV2Tenant(request: FastifyRequest): string {
  const header = request.headers['fiware-service'];
  if (header === undefined || header === '') return '';
  const name = String(header).toLowerCase();
  if (name.length > 50) throw badRequest('bad length - a tenant name can be max 50 characters long');
  if (!/^[a-z0-9_]+$/u.test(name)) {
    throw badRequest(
      'bad character in tenant name - only underscore and alphanumeric characters are allowed',
    );
  }
  return name;
}

function checkPath(path: string): string {
  if (!path.startsWith('/'))
    throw badRequest('Only /absolute/ Service Paths allowed [a service path must begin with /]');
  if (path === '/' || path === '/#') return path;
  const components = path.slice(1).split('/');
  if (components.length > 11) throw badRequest('too many components in ServicePath');
  components.forEach((component, index) => {
    if (component === '#' && index > 0 && index === components.length - 1) return;
    if (component === '') throw badRequest('empty component in ServicePath');
    if (component.length > 50) throw badRequest('component-name too long in ServicePath');
    if (!/^[A-Za-z0-9_]+$/u.test(component))
      throw badRequest('a component of ServicePath contains an illegal character');
  });
  return path;
}
