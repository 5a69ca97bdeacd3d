/** The little of PouchDB 9 that the comparison uses; its package brings no types. */
declare module 'pouchdb' {
  export interface ReplicationResult {
    readonly ok: boolean;
    readonly docs_read: number;
    readonly docs_written: number;
  }

  export default class PouchDB {
    constructor(name: string, options?: Readonly<Record<string, unknown>>);
    info(): Promise<{ readonly doc_count: number; readonly update_seq: number | string }>;
    get(id: string): Promise<Record<string, unknown> & { readonly _rev: string }>;
    put(document: object): Promise<{ readonly rev: string }>;
    bulkDocs(documents: readonly object[], options?: Readonly<Record<string, unknown>>): Promise<unknown[]>;
    bulkGet(options: object): Promise<unknown>;
    revsDiff(revisions: object): Promise<unknown>;
    changes(options: object): Promise<unknown>;
    allDocs(
      options: object,
    ): Promise<{ readonly rows: readonly { readonly doc: Record<string, unknown> }[] }>;
    close(): Promise<void>;
    replicate: {
      from(source: PouchDB, options?: object): Promise<ReplicationResult>;
      to(target: PouchDB, options?: object): Promise<ReplicationResult>;
    };
  }
}
