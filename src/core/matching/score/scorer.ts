import type { Taxonomy } from '../concepts/taxonomy.ts';
import type { Profile } from '../profile/profile.ts';
import type { SourceTable } from '../profile/sources.ts';
import type { MatchingSettings } from '../settings.ts';
import { TEXT_MISSING, type TextLayer } from '../text/text-layer.ts';
import { capacityParts, capacityValue } from './capacity.ts';
import { combineEvidence, combineScore, type FeatureValues, partWeights } from './combine.ts';
import { fitOf, matchConcepts } from './concept-fit.ts';
import type { NeedQuery } from './need-query.ts';
import type { OrganisationTable } from './organisation-table.ts';
import { matchMou, matchPlace } from './place.ts';
import { wishMatch } from './wishes.ts';

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
  readonly values: readonly [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
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
   * @param text raw text scores by position, where they come from elsewhere than this need's own words
   */
  scoreAll(query: NeedQuery, text: Float64Array = this.text.scores(query.texts)): ScoreColumns {
    const { size } = this.table;
    const technologies = query.concepts.filter((concept) => concept.technology);
    const challenges = query.concepts.filter((concept) => !concept.technology);
    const technologyFits = this.table.fits(technologies, 'total');
    const challengeFits = this.table.fits(challenges, 'total');
    const outcomes = this.table.fits(query.concepts, 'shown');
    const nothing = new Float64Array(size);
    const first = technologyFits ?? challengeFits ?? nothing;
    const second = challengeFits ?? technologyFits ?? nothing;
    const { place, mou, capacity } = this.table.placeColumns(query);
    const hasPlace = query.countries.length > 0;
    const populations = this.populationsOf(query.cities);
    const values = [first, second, new Float64Array(size), new Float64Array(size), capacity] as const;
    const scores = new Float64Array(size);
    for (let position = 0; position < size; position += 1) {
      const raw = text[position] as number;
      const textValue = raw === TEXT_MISSING ? this.settings.text.prior : raw;
      const evidence = combineEvidence(
        place[position] as number,
        outcomes ? (outcomes[position] as number) : 0,
        mou[position] as number,
        hasPlace,
        this.settings,
      );
      values[2][position] = textValue;
      values[3][position] = evidence;
      const organisation = this.table.profiles[position]?.organisation;
      const backward = organisation?.wants
        ? wishMatch(organisation, query.countries, query.sectors, populations)
        : undefined;
      scores[position] = combineScore(
        [first[position] as number, second[position] as number, textValue, evidence, capacity[position] as number],
        this.weights,
        backward,
      ).score;
    }
    return { scores, values, text };
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
