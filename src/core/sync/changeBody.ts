import { canonicalJson } from '../ledger/canonicalJson.ts';
import { stampOf } from '../ledger/clock.ts';
import type { Operation } from '../ledger/operation.ts';
import { isRecordId } from '../records/validateRecord.ts';

/** The format that this app writes. A change of a greater one is left alone until the app is updated. */
export const changeFormat = 1;

/** SHA-256 of a text's UTF-8 bytes, in hexadecimal; core has no crypto of its own. */
export type Digest = (text: string) => string;

/** An operation on its way: with its value and salt, or redacted to the salted hash of the value. */
export type WireOperation = Pick<Operation, 'id' | 'recordId' | 'field' | 'action' | 'previous'> &
  (
    | { readonly value: unknown; readonly salt: string; readonly valueHash?: undefined }
    | { readonly valueHash: string }
  );

/** The transaction that the operations belong to; parts of one in several tenants carry the same id. */
export interface WireTransaction {
  readonly id: string;
  readonly at: string;
  readonly actor: string;
  readonly undoes?: string;
  readonly batch?: string;
}

/** One numbered change of a device in a tenant. */
export interface ChangeBody {
  /** Hash of the change before this one; for the first, of the device's claim to its slot. */
  readonly previous: string;
  readonly transaction?: WireTransaction;
  readonly operations: readonly WireOperation[];
  /** Operations whose values are withdrawn from this tenant; `erased` ones from everywhere. */
  readonly redactions: readonly string[];
  readonly erased: readonly string[];
}

export function valueHash(digest: Digest, value: unknown, salt: string): string {
  return digest(`${salt}\n${canonicalJson(value)}`);
}

/** What a change hangs from when it is the first of its slot. */
export function claimHash(digest: Digest, install: string, epoch: number): string {
  return digest(`claim\n${install}\n${epoch}`);
}

/** The hash of a change: over the hashes of its values, so that it stays true when they are redacted. */
export function changeHash(digest: Digest, body: ChangeBody): string {
  const operations = body.operations.map((operation) => redacted(digest, operation));
  return digest(canonicalJson({ format: changeFormat, ...body, operations }));
}

/** The operation without its value and salt. */
export function redacted(digest: Digest, operation: WireOperation): WireOperation {
  if (operation.valueHash !== undefined) return operation;
  const { value, salt, ...rest } = operation;
  return { ...rest, valueHash: valueHash(digest, value, salt) };
}

/** The body with those operations redacted; its hash stays the same. */
export function withoutValues(
  digest: Digest,
  body: ChangeBody,
  isRedacted: (operationId: string) => boolean,
): ChangeBody {
  return {
    ...body,
    operations: body.operations.map((operation) =>
      isRedacted(operation.id) ? redacted(digest, operation) : operation,
    ),
  };
}

/** The text that is stored at the broker: opaque to it, so that nothing of it is changed on the way. */
export function encodeBody(body: ChangeBody): string {
  return canonicalJson(body);
}

const longestName = 300;
const mostPrevious = 10_000;

/** @returns undefined for anything that is not a change body */
export function decodeBody(text: string): ChangeBody | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(json)) return undefined;
  const { previous, transaction, operations, redactions, erased } = json;
  if (!isName(previous) || !isNames(redactions) || !isNames(erased) || !Array.isArray(operations))
    return undefined;
  if (transaction !== undefined && !isTransaction(transaction)) return undefined;
  if (!operations.every(isOperation) || (operations.length > 0 && !transaction)) return undefined;
  return json as unknown as ChangeBody;
}

function isTransaction(json: unknown): boolean {
  if (!isObject(json)) return false;
  const { id, at, actor, undoes, batch } = json;
  return (
    isName(id) &&
    stampOf(id) !== undefined &&
    isName(at) &&
    !Number.isNaN(Date.parse(at)) &&
    isName(actor) &&
    (undoes === undefined || isName(undoes)) &&
    (batch === undefined || isName(batch))
  );
}

function isOperation(json: unknown): boolean {
  if (!isObject(json)) return false;
  const { id, recordId, field, action, previous, value, salt, valueHash: hash } = json;
  if (!isName(id) || !stampOf(id) || !isName(recordId) || !isRecordId(recordId) || !isName(field))
    return false;
  if (action !== 'set' && action !== 'add' && action !== 'remove') return false;
  if (!isNames(previous)) return false;
  return hash === undefined ? value !== undefined && isName(salt) : isName(hash) && value === undefined;
}

function isObject(json: unknown): json is Record<string, unknown> {
  return json !== null && typeof json === 'object' && !Array.isArray(json);
}

function isName(json: unknown): json is string {
  return typeof json === 'string' && json.length > 0 && json.length <= longestName;
}

function isNames(json: unknown): json is string[] {
  return Array.isArray(json) && json.length <= mostPrevious && json.every(isName);
}
