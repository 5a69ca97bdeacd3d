/** An answer that is nothing but a status code, with headers (405, 413, 415). */
export class BareStatus extends Error {
  override readonly name = 'BareStatus';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, headers: Readonly<Record<string, string>> = {}) {
    super(`Status ${status}`);
    this.status = status;
    this.headers = headers;
  }
}
