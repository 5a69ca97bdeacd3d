import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningUrbanOs, startUrbanOs, type UrbanOsOptions } from '#urbanos/index.ts';
import { isObject, type Json, type JsonObject } from '#urbanos/json.ts';

/** Prefix of the error types of NGSI-LD. */
export const errorPrefix = 'https://uri.etsi.org/ngsi-ld/errors/';

/** What came back over HTTP. */
export class Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;

  constructor(status: number, headers: Headers, text: string) {
    this.status = status;
    this.headers = headers;
    this.text = text;
  }

  get json(): Json {
    return JSON.parse(this.text) as Json;
  }

  get object(): JsonObject {
    const { json } = this;
    if (!isObject(json)) throw new Error(`Not an object: ${this.text}`);
    return json;
  }

  get list(): JsonObject[] {
    const { json } = this;
    if (!Array.isArray(json)) throw new Error(`Not a list: ${this.text}`);
    return json.filter(isObject);
  }

  get ids(): Json[] {
    return this.list.map(({ id }) => id ?? null);
  }

  /** The short name of an NGSI-LD error. */
  get problem(): string {
    return String(this.object.type).replace(errorPrefix, '');
  }
}

/** A started endpoint in a directory of its own, with a client. */
export interface TestEndpoint extends RunningUrbanOs {
  directory: string;
  warnings: string[];
  call: (method: string, path: string, body?: Json, headers?: Record<string, string>) => Promise<Answer>;
  /** Stops it and removes the directory. */
  dispose: () => Promise<void>;
}

/** Starts an endpoint on a free port. */
export async function startEndpoint(options: Partial<UrbanOsOptions> = {}): Promise<TestEndpoint> {
  const directory = options.dataDirectory ?? mkdtempSync(join(tmpdir(), 'urban-os-'));
  const warnings: string[] = [];
  const running = await startUrbanOs({
    port: 0,
    dataDirectory: directory,
    warn: (text) => warnings.push(text),
    ...options,
  });
  return {
    ...running,
    directory,
    warnings,
    call: (method, path, body, headers) => call(running.url, method, path, body, headers),
    dispose: async () => {
      await running.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** One request. A body is sent as JSON unless the headers say another type; a string is sent as it is. */
export async function call(
  url: string,
  method: string,
  path: string,
  body?: Json,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(url + path, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: text }),
  });
  return new Answer(response.status, response.headers, await response.text());
}

/** A path of the NGSI-LD API, with query parameters encoded. */
export function ld(path: string, parameters: Record<string, string> = {}): string {
  const query = new URLSearchParams(parameters).toString();
  return `/ngsi-ld/v1${path}${query === '' ? '' : `?${query}`}`;
}

let counter = 0;

/** An id that no other test uses. */
export function freshId(type = 'Thing'): string {
  counter += 1;
  return `urn:ngsi-ld:${type}:test-${counter}`;
}
