/** Query parameters of a URL, each at most once. */
export class Parameters {
  readonly #values: ReadonlyMap<string, string>;
  /** Names that occur more than once. */
  readonly repeated: readonly string[];

  constructor(url: string) {
    const values = new Map<string, string>();
    const repeated: string[] = [];
    const begin = url.indexOf('?');
    for (const [name, value] of new URLSearchParams(begin < 0 ? '' : url.slice(begin + 1))) {
      if (values.has(name)) repeated.push(name);
      else values.set(name, value);
    }
    this.#values = values;
    this.repeated = repeated;
  }

  get(name: string): string | undefined {
    return this.#values.get(name);
  }

  names(): string[] {
    return [...this.#values.keys()];
  }

  /** The parts of a comma separated parameter; undefined when it is not there. */
  list(name: string): string[] | undefined {
    return this.#values
      .get(name)
      ?.split(',')
      .map((part) => part.trim());
  }

  /** True when a comma separated parameter contains the word. */
  includes(name: string, word: string): boolean {
    return this.list(name)?.includes(word) ?? false;
  }

  /** The same address with other values, for links to further pages. */
  toUrl(path: string, changes: Record<string, string>): string {
    const next = new URLSearchParams([...this.#values]);
    for (const [name, value] of Object.entries(changes)) next.set(name, value);
    return `${path}?${next.toString()}`;
  }
}
