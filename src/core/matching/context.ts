import { Taxonomy } from './concepts/taxonomy.ts';
import { dayText, firstDay } from './dates.ts';
import { dataHash, type RunFingerprint, settingsHash, taxonomyHash } from './fingerprint.ts';
import { sortedSet } from './order.ts';
import type { ProfileContext } from './profile/profile.ts';
import { buildSourceTable, type SourceTable } from './profile/sources.ts';
import { buildNeedQuery, type NeedParts, type NeedQuery, partsOfNeed } from './score/need-query.ts';
import { OrganisationTable } from './score/organisation-table.ts';
import { Scorer } from './score/scorer.ts';
import { VerdictTable } from './score/verdicts.ts';
import type { MatchingSettings } from './settings.ts';
import type { WordSegmenter } from './text/segmenter.ts';
import { TextLayer } from './text/text-layer.ts';
import type { CityRecord, MatchingData, NeedLevel, NeedRecord, StudyRecord } from './types.ts';

/** What a run is made with. */
export interface MatchingOptions {
  readonly segmenter: WordSegmenter;
  readonly settings: MatchingSettings;
  /** The day of the run, `YYYY-MM-DD`, in the reader's time zone. */
  readonly today: string;
}

/** Parts that do not depend on the day, shared between days. */
interface Timeless {
  readonly taxonomy: Taxonomy;
  readonly table: SourceTable;
  readonly text: TextLayer;
  readonly verdicts: VerdictTable;
  readonly hashes: { data?: string; taxonomy?: string; settings?: string };
}

/** Everything prepared for one body of data, one set of settings and one day. */
export class MatchingContext {
  readonly data: MatchingData;
  readonly settings: MatchingSettings;
  /** Day number, see dates.ts. */
  readonly today: number;
  readonly taxonomy: Taxonomy;
  readonly table: SourceTable;
  readonly text: TextLayer;
  readonly organisations: OrganisationTable;
  readonly scorer: Scorer;
  readonly profileContext: ProfileContext;
  readonly verdicts: VerdictTable;
  private readonly options: MatchingOptions;
  private readonly timeless: Timeless;
  private readonly days = new Map<number, MatchingContext>();

  constructor(data: MatchingData, options: MatchingOptions, timeless?: Timeless) {
    const today = firstDay(options.today);
    if (today === undefined) throw new RangeError(`Not a date: ${options.today}`);
    this.data = data;
    this.options = options;
    this.settings = options.settings;
    this.today = today;
    this.timeless = timeless ?? buildTimeless(data, options);
    this.taxonomy = this.timeless.taxonomy;
    this.table = this.timeless.table;
    this.text = this.timeless.text;
    this.verdicts = this.timeless.verdicts;
    this.profileContext = {
      table: this.table,
      taxonomy: this.taxonomy,
      settings: this.settings,
      today,
      mentions: this.text.mentions,
    };
    this.organisations = new OrganisationTable(this.profileContext, data.countries);
    this.scorer = new Scorer(this.taxonomy, this.organisations, this.table, this.text, this.settings);
  }

  /** The same data and settings on another day. */
  at(day: number): MatchingContext {
    if (day === this.today) return this;
    const known = this.days.get(day);
    if (known) return known;
    const context = new MatchingContext(this.data, { ...this.options, today: dayText(day) }, this.timeless);
    this.days.set(day, context);
    return context;
  }

  /** What this run depends on. */
  fingerprint(): RunFingerprint {
    const { hashes } = this.timeless;
    hashes.data ??= dataHash(this.data);
    hashes.taxonomy ??= taxonomyHash(this.data);
    hashes.settings ??= settingsHash(this.settings);
    return {
      dataHash: hashes.data,
      taxonomyHash: hashes.taxonomy,
      settingsHash: hashes.settings,
      segmenter: this.options.segmenter.version,
      day: dayText(this.today),
    };
  }

  need(id: string): NeedRecord | undefined {
    return this.table.needs.get(id);
  }

  study(id: string): StudyRecord | undefined {
    return this.table.studies.get(id);
  }

  city(id: string): CityRecord | undefined {
    return this.table.cities.get(id);
  }

  /** A need's parts; a need without tags is read from its own words. */
  partsOf(need: NeedRecord): NeedParts {
    const parts = partsOfNeed(need, this.table);
    if (parts.levels.size > 0) return parts;
    const words = [need.title, need.description].flatMap((text) => Object.values(text ?? {}));
    return { ...parts, levels: this.levelsFromText(words.sort().join('\n')) };
  }

  /**
   * Concepts that a text names, those that its other words come near to at the lowest level, and when there are none
   * of either, the challenges of the sectors it names.
   */
  levelsFromText(text: string): Map<string, NeedLevel> {
    const reading = this.text.read(text);
    const levels = new Map<string, NeedLevel>(
      this.text.lexicon.near(reading.rest).map((near) => [near.target, 'nice']),
    );
    for (const id of reading.concepts) levels.set(id, 'should');
    if (levels.size > 0) return levels;
    const challenges = reading.themes.flatMap((id) => this.taxonomy.get(id)?.challenges ?? []);
    return new Map(sortedSet(challenges).map((id) => [id, 'nice']));
  }

  /** Parts made ready for scoring. */
  query(parts: NeedParts, withText = true): NeedQuery {
    return buildNeedQuery(
      parts,
      withText ? this.text.prepare(parts.texts) : [],
      this.taxonomy,
      this.settings,
    );
  }
}

function buildTimeless(data: MatchingData, options: MatchingOptions): Timeless {
  const taxonomy = new Taxonomy(data.concepts, options.settings.similarity.floor);
  const table = buildSourceTable(data);
  const text = new TextLayer(data, table, taxonomy, options.segmenter, options.settings);
  return { taxonomy, table, text, verdicts: new VerdictTable(data), hashes: {} };
}
