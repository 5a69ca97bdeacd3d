import type { SyntheticRecord } from '../corpus/syntheticRecords.ts';
import type { Edit } from './edits.ts';
import type { BenchEndpoint } from './endpoint.ts';

/** A way of keeping devices in step, with its endpoint. */
export interface SyncSide {
  readonly name: string;
  readonly endpoint: BenchEndpoint;
  /** A new device that has never met the endpoint. */
  device(name: string): Promise<Device>;
}

export interface Device {
  edit(edits: readonly Edit[]): Promise<void> | void;
  add(records: readonly SyntheticRecord[]): Promise<void> | void;
  push(): Promise<unknown>;
  pull(): Promise<unknown>;
  /** To and fro, as a person asks for it. */
  exchange(): Promise<unknown>;
  /** How many of these edits, or records, are here. */
  texts(edits: readonly Edit[]): Promise<number> | number;
  records(records: readonly SyntheticRecord[]): Promise<number> | number;
  close(): Promise<void>;
}
