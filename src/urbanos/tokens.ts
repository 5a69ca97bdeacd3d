import { createHash, timingSafeEqual } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { isObject, type Json, parseJson } from '#urbanos/json.ts';

/** What a token may do in a tenant; writing includes reading. */
export type Right = 'read' | 'write';

interface Grant {
  hash: Buffer;
  tenants: ReadonlyMap<string, Right>;
}

/** Stands for every tenant in a token file. */
const everyTenant = '*';

/**
 * The tokens of a file: [{"token" or "sha256": text, "tenants": {"public": "read", "member": "write"}}].
 * Tenant "" is the one of requests that name none, "*" is every tenant. Only hashes are kept in memory.
 * The file is read again when it changes; while the new content is not valid, the last valid one stays in force.
 */
export class TokenFile {
  readonly #file: string;
  readonly #warn: (message: string) => void;
  #grants: Grant[];
  #stamp: string;
  #checkedAt = 0;

  /** @throws Error when the file cannot be read or is not valid. */
  constructor(file: string, warn: (message: string) => void) {
    this.#file = file;
    this.#warn = warn;
    this.#stamp = this.#readStamp();
    this.#grants = readGrants(file);
  }

  /**
   * What the holder of a token may do: 'unknown' for a token that is not in the file.
   * Every entry is compared, in constant time over hashes, so that timing tells nothing about tokens.
   */
  rightOf(token: string, tenant: string): Right | 'none' | 'unknown' {
    this.#reload();
    const hash = createHash('sha256').update(token, 'utf8').digest();
    let found: Grant | undefined;
    for (const grant of this.#grants) if (timingSafeEqual(grant.hash, hash)) found = grant;
    if (found === undefined) return 'unknown';
    return found.tenants.get(tenant) ?? found.tenants.get(everyTenant) ?? 'none';
  }

  #reload(): void {
    const now = Date.now();
    if (Math.abs(now - this.#checkedAt) < 500) return;
    this.#checkedAt = now;
    try {
      const stamp = this.#readStamp();
      if (stamp === this.#stamp) return;
      this.#grants = readGrants(this.#file);
      this.#stamp = stamp;
    } catch {
      this.#warn('The token file cannot be read or is not valid; the tokens read last stay in force.');
    }
  }

  #readStamp(): string {
    const { mtimeMs, size, ino } = statSync(this.#file);
    return `${mtimeMs}:${size}:${ino}`;
  }
}

function readGrants(file: string): Grant[] {
  const content = parseJson(readFileSync(file, 'utf8'));
  if (!Array.isArray(content)) throw new Error('The token file has to be a JSON list.');
  return content.map((entry, index) => readGrant(entry, index + 1));
}

function readGrant(entry: Json, number: number): Grant {
  const wrong = (what: string): Error => new Error(`Entry ${number} of the token file ${what}.`);
  if (!isObject(entry) || !isObject(entry.tenants)) throw wrong('needs "tenants" with a right per tenant');
  const tenants = new Map<string, Right>();
  for (const [tenant, right] of Object.entries(entry.tenants)) {
    if (right !== 'read' && right !== 'write') throw wrong('has a right that is neither "read" nor "write"');
    tenants.set(tenant, right);
  }
  return { hash: readHash(entry.token, entry.sha256, wrong), tenants };
}

function readHash(token: Json | undefined, sha256: Json | undefined, wrong: (what: string) => Error): Buffer {
  if (typeof token === 'string' && token !== '' && sha256 === undefined) {
    return createHash('sha256').update(token, 'utf8').digest();
  }
  if (typeof sha256 === 'string' && /^[0-9a-fA-F]{64}$/u.test(sha256) && token === undefined)
    return Buffer.from(sha256, 'hex');
  throw wrong('needs either "token" (not empty) or "sha256" (64 hexadecimal digits)');
}
