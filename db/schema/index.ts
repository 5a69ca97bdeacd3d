export * from './draft.ts';
export * from './importBatch.ts';
export * from './kinds.ts';
export * from './ledger.ts';
export * from './matchRun.ts';
export * from './record.ts';
export * from './sync.ts';
