import type { Taxonomy } from '../concepts/taxonomy.ts';
import type { Profile } from '../profile/profile.ts';
import type { SourceTable } from '../profile/sources.ts';
import type { MatchingSettings } from '../settings.ts';
import { TEXT_MISSING, type TextLayer } from '../text/text-layer.ts';
import { capacityParts, capacityValue } from './capacity.ts';
import { type Columns, freshColumns } from './columns.ts';
import { combineEvidence, combineScore, evidenceShares, type FeatureValues, partWeights } from './combine.ts';
import { fitOf, matchConcepts } from './concept-fit.ts';
import type { NeedQuery } from './need-query.ts';
import type { FitSum, OrganisationTable } from './organisation-table.ts';
import { matchMou, matchPlace } from './place.ts';
import { harmonicMean, wishMatch } from './wishes.ts';

/** The score of one organisation for one need, in numbers only. */
export interface RowScore {
  readonly score: number;
  readonly values: FeatureValues;
  readonly contributions: FeatureValues;
  readonly mutual?: number;
  readonly backward?: number;
  readonly textMissing: boolean;
}

/** Scores of all organisations for one need. */
export interface ScoreColumns {
  readonly scores: Float64Array;
  /** Above 0 where an organisation meets anything that is wanted, of technologies and of challenges. */
  readonly fits: readonly [Float64Array, Float64Array];
  readonly evidence: Float64Array;
  /** Raw text scores; {@link TEXT_MISSING} where the prior was taken. */
  readonly text: Float64Array;
}

/** Scores organisations for needs: all at once, or one with a changed profile. Both give the same bits. */
export class Scorer {
  readonly weights: FeatureValues;
  private readonly taxonomy: Taxonomy;
  private readonly table: OrganisationTable;
  private readonly sources: SourceTable;
  private readonly text: TextLayer;
  private readonly settings: MatchingSettings;

  constructor(
    taxonomy: Taxonomy,
    table: OrganisationTable,
    sources: SourceTable,
    text: TextLayer,
    settings: MatchingSettings,
  ) {
    this.taxonomy = taxonomy;
    this.table = table;
    this.sources = sources;
    this.text = text;
    this.settings = settings;
    this.weights = partWeights(settings);
  }

  /**
   * Scores every organisation for a need.
   * @param into filled with the scores where the other columns will be used again
   */
  scoreAll(
    query: NeedQuery,
    columns: Columns = freshColumns(this.table.size),
    into?: Float64Array,
  ): ScoreColumns {
    const { size } = this.table;
    const text = this.text.scores(query.texts, columns(true));
    const fits = this.table.fits(query.concepts, columns);
    const nothing: FitSum = { sums: columns(), weights: 1 };
    const { sums: first, weights: firstWeights } = fits.technology ?? fits.challenge ?? nothing;
    const { sums: second, weights: secondWeights } = fits.challenge ?? fits.technology ?? nothing;
    const { sums: outcome, weights: outcomeWeights } = fits.outcome ?? nothing;
    const { place, mou, capacity } = this.table.placeColumns(query);
    const shares = evidenceShares(query.countries.length > 0, this.settings);
    const { prior } = this.settings.text;
    const [w0, w1, w2, w3, w4] = this.weights;
    const evidences = columns(true);
    const scores = into ?? columns(true);
    // The sums below are written out in the order of combineEvidence and combineScore, so that the bits agree.
    for (let position = 0; position < size; position += 1) {
      const raw = text[position] as number;
      const evidence =
        shares.place * (place[position] as number) +
        shares.outcome * ((outcome[position] as number) / outcomeWeights) +
        shares.mou * (mou[position] as number);
      evidences[position] = evidence;
      scores[position] =
        w0 * ((first[position] as number) / firstWeights) +
        w1 * ((second[position] as number) / secondWeights) +
        w2 * (raw === TEXT_MISSING ? prior : raw) +
        w3 * evidence +
        w4 * (capacity[position] as number);
    }
    this.addWishes(query, scores);
    return { scores, fits: [first, second], evidence: evidences, text };
  }

  /** Firms with wishes of their own get the harmonic mean of both directions. */
  private addWishes(query: NeedQuery, scores: Float64Array): void {
    const populations = this.populationsOf(query.cities);
    for (const { organisation, positions } of this.table.withWishes) {
      const backward = wishMatch(organisation, query.countries, query.sectors, populations);
      if (backward === undefined) continue;
      for (const position of positions) {
        // As combineScore: the forward sum is there already.
        const forward = scores[position] as number;
        scores[position] = forward + (harmonicMean(forward, backward) - forward);
      }
    }
  }

  /** One organisation, perhaps with a changed profile; `rawText` is its text score from the run. */
  scoreOne(query: NeedQuery, profile: Profile, rawText: number): RowScore {
    const technologies = query.concepts.filter((concept) => concept.technology);
    const challenges = query.concepts.filter((concept) => !concept.technology);
    const technologyFit = fitOf(matchConcepts(this.taxonomy, technologies, profile, 'total'));
    const challengeFit = fitOf(matchConcepts(this.taxonomy, challenges, profile, 'total'));
    const outcome = fitOf(matchConcepts(this.taxonomy, query.concepts, profile, 'shown')) ?? 0;
    const languages = this.table.languagesOf(query.countries);
    const values: FeatureValues = [
      technologyFit ?? challengeFit ?? 0,
      challengeFit ?? technologyFit ?? 0,
      rawText === TEXT_MISSING ? this.settings.text.prior : rawText,
      combineEvidence(
        matchPlace(profile, query.cities, query.countries, this.settings).value,
        outcome,
        matchMou(profile, query.cities, query.countries, this.settings).value,
        query.countries.length > 0,
        this.settings,
      ),
      capacityValue(capacityParts(profile.organisation, languages, query.conditions, this.settings)),
    ];
    const backward = wishMatch(
      profile.organisation,
      query.countries,
      query.sectors,
      this.populationsOf(query.cities),
    );
    const combined = combineScore(values, this.weights, backward);
    return {
      ...combined,
      values,
      textMissing: rawText === TEXT_MISSING,
      ...(backward === undefined ? {} : { backward }),
    };
  }

  private populationsOf(cities: readonly string[]): number[] {
    return cities.flatMap((city) => {
      const population = this.sources.cities.get(city)?.population?.value;
      return typeof population === 'number' ? [population] : [];
    });
  }
}
