import type { LedgerEntity } from '#core/sync/brokerPort.ts';
import {
  type ChangeBody,
  changeFormat,
  changeHash,
  claimHash,
  decodeBody,
  encodeBody,
} from '#core/sync/changeBody.ts';
import { EndpointFailure } from '#core/sync/endpointFailure.ts';
import { changeId, changeType, deviceId, deviceType } from '#core/sync/wireIds.ts';
import { digest } from './digest.ts';

export function deviceEntity(slot: number, install: string, epoch: number): LedgerEntity {
  return { id: deviceId(slot), type: deviceType, facts: { format: changeFormat, install, epoch } };
}

/** What the first change of a device's slot hangs from. */
export function claimOf(device: LedgerEntity): string {
  return claimHash(digest, String(device.facts.install), Number(device.facts.epoch));
}

export function changeEntity(slot: number, number: number, hash: string, body: ChangeBody): LedgerEntity {
  return {
    id: changeId(slot, number),
    type: changeType,
    facts: { format: changeFormat, hash },
    text: encodeBody(body),
  };
}

export function hashOf(entity: LedgerEntity | undefined): string | undefined {
  return typeof entity?.facts.hash === 'string' ? entity.facts.hash : undefined;
}

/**
 * The content of a change that has been read.
 * @throws EndpointFailure updateNeeded, damaged
 */
export function readChange(entity: LedgerEntity): { hash: string; body: ChangeBody } {
  if (Number(entity.facts.format) > changeFormat) {
    throw new EndpointFailure('updateNeeded', `${entity.id} has format ${entity.facts.format}`);
  }
  const body = decodeBody(entity.text ?? '');
  const hash = hashOf(entity);
  if (!body || !hash || changeHash(digest, body) !== hash) {
    throw new EndpointFailure('damaged', `${entity.id} does not match its hash`);
  }
  return { hash, body };
}
