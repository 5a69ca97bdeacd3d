import type { Source } from '../records/recordTypes.ts';
import { isWebAddress } from '../records/validateRecord.ts';

export interface NumberedSource {
  readonly number: number;
  readonly title: string;
  readonly url?: string;
  readonly notes: readonly string[];
}

interface Entry {
  number: number;
  title: string;
  url?: string;
  notes: string[];
}

/** Numbers sources in the order in which they are first cited; the same source keeps its number. */
export class SourceNumbers {
  readonly #entries = new Map<string, Entry>();

  /** @returns the numbers of the sources, rising and without double ones */
  cite(sources: readonly Source[]): number[] {
    const numbers = sources.map((source) => this.#entry(source).number);
    return [...new Set(numbers)].sort((a, b) => a - b);
  }

  list(): readonly NumberedSource[] {
    return [...this.#entries.values()];
  }

  #entry(source: Source): Entry {
    const url = isWebAddress(source.url) ? (source.url as string) : undefined;
    const key = `${source.title}\u0000${url ?? ''}`;
    let entry = this.#entries.get(key);
    if (!entry) {
      entry = { number: this.#entries.size + 1, title: source.title, url, notes: [] };
      this.#entries.set(key, entry);
    }
    if (source.note && !entry.notes.includes(source.note)) entry.notes.push(source.note);
    return entry;
  }
}

/** Sources inside a structured value (`json`), as far as they are well-formed. */
export function sourcesIn(value: unknown): Source[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((member: unknown) => {
    if (member === null || typeof member !== 'object') return [];
    const { title, url, note } = member as Record<string, unknown>;
    if (typeof title !== 'string' || title === '') return [];
    return [
      {
        title,
        url: typeof url === 'string' ? url : undefined,
        note: typeof note === 'string' ? note : undefined,
      },
    ];
  });
}
