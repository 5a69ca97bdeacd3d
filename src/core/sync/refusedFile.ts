import type { EndpointFailureKind } from './endpointFailure.ts';

/** What may be wrong with one attached file while everything else goes on. */
export const fileRefusals = [
  'damaged',
  'refused',
  'forbidden',
  'tooLarge',
] as const satisfies readonly EndpointFailureKind[];
export type FileRefusal = (typeof fileRefusals)[number];

/** An attached file that an exchange could not bring to, or take from, its tenant. */
export interface RefusedFile {
  readonly sha256: string;
  readonly reason: FileRefusal;
}
