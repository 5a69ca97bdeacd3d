import type { Visibility } from '#core/kinds/choices.ts';
import {
  calendarDay,
  createIntlSegmenter,
  createMatchingEngine,
  type MatchingData,
  type MatchingEngine,
  type MatchingSettings,
} from '#core/matching/index.ts';
import type { Store } from '#db/store.ts';
import { readMatchingSettings, type StoredMatchingSettings } from './matchingSettings.ts';
import { readMatchingData } from './readMatchingData.ts';

/** One engine per audience and a little room, so that a reader who changes day does not lose the other's. */
const mostKept = 4;

export interface PreparedEngine {
  readonly engine: MatchingEngine;
  readonly settings: StoredMatchingSettings;
}

/** Where engines come from. */
export interface EngineSource {
  for(audience: Visibility, timeZone: string): PreparedEngine;
}

/**
 * Prepared engines by audience, state of the registry, settings and day. An engine is used only for exactly the
 * state that it was made from; whoever changed the registry, the next question is answered from the new one.
 */
export class MatchingEngines implements EngineSource {
  readonly #store: Store;
  readonly #now: () => number;
  readonly #kept = new Map<string, PreparedEngine>();
  // One per process: making the dictionaries costs more than asking them.
  readonly #segmenter = createIntlSegmenter(process.versions.icu ?? 'none');

  /** @param now milliseconds since 1970; tests stand still */
  constructor(store: Store, now: () => number = Date.now) {
    this.#store = store;
    this.#now = now;
  }

  for(audience: Visibility, timeZone: string): PreparedEngine {
    return this.with(readMatchingSettings(this.#store), audience, timeZone);
  }

  /** An engine with other settings than those in use. */
  with(settings: StoredMatchingSettings, audience: Visibility, timeZone: string): PreparedEngine {
    const today = calendarDay(this.#now(), timeZone);
    // Read before the data: a change that comes between makes the key old, and the next question reads again.
    const key = [audience, this.position(), settings.hash, today].join('\n');
    const known = this.#kept.get(key);
    this.#kept.delete(key);
    const prepared = known ?? { engine: this.#make(audience, settings, today), settings };
    this.#kept.set(key, prepared);
    for (const old of [...this.#kept.keys()].slice(0, -mostKept)) this.#kept.delete(old);
    return prepared;
  }

  /** An engine over the same state with something changed, for looking at what the change would do; never kept. */
  draft(
    audience: Visibility,
    timeZone: string,
    change: (data: MatchingData) => MatchingData,
  ): MatchingEngine {
    const { settings } = readMatchingSettings(this.#store);
    return this.#engineOf(change(this.#read(audience)), settings, calendarDay(this.#now(), timeZone));
  }

  #make(audience: Visibility, { settings }: StoredMatchingSettings, today: string): MatchingEngine {
    return this.#engineOf(this.#read(audience), settings, today);
  }

  #read(audience: Visibility): MatchingData {
    return this.#store.database.transaction(() => readMatchingData(this.#store.statements, audience))();
  }

  #engineOf(data: MatchingData, settings: MatchingSettings, today: string): MatchingEngine {
    return createMatchingEngine(data, { segmenter: this.#segmenter, settings, today });
  }

  /** Where the log stands. */
  position(): number {
    const row = this.#store.statements.get<{ last: number | null }>(
      'SELECT max(sequence) AS last FROM change',
    );
    return row?.last ?? 0;
  }
}
