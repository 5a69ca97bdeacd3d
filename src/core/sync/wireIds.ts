/** Entity types and ids of the ledger at a broker. Slots and numbers count from 1. */
export const deviceType = 'RegistryDevice';
export const changeType = 'RegistryChange';

export const mostSlots = 9_999;
export const mostNumbers = 99_999_999;

export function deviceId(slot: number): string {
  return `urn:ngsi-ld:${deviceType}:${String(slot).padStart(4, '0')}`;
}

export function changeId(slot: number, number: number): string {
  return `urn:ngsi-ld:${changeType}:${String(slot).padStart(4, '0')}:${String(number).padStart(8, '0')}`;
}
