import type {
  DemandMatches,
  MatchCounterfactual,
  MatchPart,
  OrganisationMatches,
  RolloutMatches,
  TeamMatches,
} from '#contract/matchingSchemas.ts';
import type { RecordLabel } from '#contract/schemas.ts';
import { localesDirectoryOf } from '#host/text/localesDirectory.ts';
import { type Translate, Translator } from '#host/text/translator.ts';
import { textIn } from './nameIn.ts';

const partsShown = 3;
const namesShown = 4;
const indent = '    ';

/** Answers of matching as lines for a person, in their language. Scores are shown as 0–100. */
export class MatchLines {
  readonly labels: Readonly<Record<string, RecordLabel>>;
  readonly #language: string;
  readonly #translate: Translate;

  constructor(labels: Readonly<Record<string, RecordLabel>>, resourcesDirectory: string, language: string) {
    this.labels = labels;
    this.#language = language;
    this.#translate = new Translator(localesDirectoryOf(resourcesDirectory)).in(language);
  }

  organisations(answer: OrganisationMatches): string[] {
    const { query } = answer;
    return [
      ...(query.concepts.length > 0
        ? [this.#say('lines.wanted', { names: this.#names(query.concepts.map((row) => row.conceptId)) })]
        : [this.#say('lines.nothingUnderstood')]),
      ...(query.derived ? [this.#say('lines.derived')] : []),
      ...answer.items.flatMap((item) => [
        this.#row(item.rank, item.score, item.organisationId),
        ...this.#why(item.parts),
        ...this.#lacks(item.missing),
        ...this.#raises(item.wouldRaise[0]),
      ]),
      this.#shown(answer),
      ...answer.facts.slice(0, 1).map((fact) => this.#say('lines.ask', { name: this.#name(fact.conceptId) })),
    ];
  }

  demands(answer: DemandMatches): string[] {
    return [
      ...answer.items.flatMap((item) => [
        this.#row(item.rank, item.score, item.needId ?? item.cityId ?? item.studyId ?? ''),
        ...this.#why(item.parts),
        ...this.#lacks(item.missing),
        ...this.#raises(item.wouldRaise[0]),
      ]),
      this.#shown(answer),
    ];
  }

  teams(answer: TeamMatches): string[] {
    const unoffered = answer.nobodyOffers.length > 0;
    const nobody = unoffered
      ? [
          this.#say('lines.nobodyOffers', {
            names: answer.nobodyOffers.map((id) => this.#name(id)).join(this.#say('lines.comma')),
          }),
        ]
      : [];
    if (answer.items.length === 0) return [...nobody, this.#say('lines.noTeam')];
    const proven = unoffered ? 'lines.teamOptimalRest' : 'lines.teamOptimal';
    const teams = answer.items.flatMap((team, index) => [
      this.#say(team.optimal ? proven : 'lines.teamWithin', {
        rank: index + 1,
        score: points(team.score),
        percent: team.withinPercent.toFixed(1),
      }),
      ...team.members.map((member) =>
        this.#under('lines.member', {
          name: this.#name(member.organisationId),
          id: member.organisationId,
          role: this.#say(`role.${member.role}`),
          covers: this.#names(member.covers.map((row) => row.conceptId)),
        }),
      ),
      ...team.links.map((link) =>
        this.#under('lines.link', {
          asset: this.#name(link.dataAssetId),
          from: this.#name(link.from.organisationId),
          to: this.#name(link.to.organisationId),
        }),
      ),
      ...(team.uncovered.length > 0
        ? [this.#under('lines.uncovered', { names: this.#names(team.uncovered) })]
        : []),
      ...(team.mustsRelaxed ? [this.#under('lines.mustsRelaxed', {})] : []),
    ]);
    return [...nobody, ...teams];
  }

  rollouts(answer: RolloutMatches): string[] {
    return [
      ...(answer.query.concepts.length === 0 ? [this.#say('lines.caseUnknown')] : []),
      ...answer.items.flatMap((item) => [
        this.#row(item.rank, item.score, item.cityId),
        this.#under('lines.why', {
          reasons: [...item.parts]
            .sort((a, b) => b.contribution - a.contribution)
            .slice(0, partsShown)
            .map((part) => this.#part(`dimension.${part.feature}`, part.contribution))
            .join(this.#say('lines.separator')),
        }),
        ...(item.known < 1 ? [this.#under('lines.known', { percent: points(item.known) })] : []),
      ]),
      this.#shown(answer),
    ];
  }

  #shown({ items, total }: { readonly items: readonly unknown[]; readonly total: number }): string {
    return total === 0
      ? this.#say('lines.nothing')
      : this.#say('lines.shown', { shown: items.length, total });
  }

  #row(rank: number, score: number, id: string): string {
    return this.#say('lines.row', { rank, score: points(score), name: this.#name(id), id });
  }

  /** The largest parts, each with the concept or place that carries it. */
  #why(parts: readonly MatchPart[]): string[] {
    const largest = parts
      .filter((part) => Math.abs(part.contribution) >= 0.005)
      .sort((a, b) => b.contribution - a.contribution)
      .slice(0, partsShown);
    if (largest.length === 0) return [];
    const reasons = largest.map((part) => {
      const text = this.#part(`feature.${part.feature}`, part.contribution);
      const detail = this.#detail(part);
      return detail === undefined ? text : this.#say('lines.partWith', { part: text, detail });
    });
    return [this.#under('lines.why', { reasons: reasons.join(this.#say('lines.separator')) })];
  }

  #part(key: string, contribution: number): string {
    return this.#say('lines.part', { name: this.#say(key), points: points(contribution) });
  }

  #detail(part: MatchPart): string | undefined {
    const reason = part.because.find(
      (candidate) =>
        (!('share' in candidate) || (candidate.share ?? 0) > 0) &&
        // A sequence of letters says nothing to a reader.
        !(candidate.code === 'term' && candidate.channel === 'ngram'),
    );
    switch (reason?.code) {
      case 'concept':
        return this.#name(reason.conceptId);
      case 'place':
        return reason.closeness && this.#say(`closeness.${reason.closeness}`);
      case 'term':
        return reason.word;
      case 'takenFrom':
        return this.#say('lines.takenFrom', { name: this.#say(`feature.${reason.feature}`) });
      case 'textMissing':
        return this.#say('assumed.textMissing');
      default:
        return undefined;
    }
  }

  #lacks(missing: readonly string[]): string[] {
    return missing.length > 0 ? [this.#under('lines.missing', { names: this.#names(missing) })] : [];
  }

  #raises(change: MatchCounterfactual | undefined): string[] {
    if (!change) return [];
    const place = change.city ?? change.country;
    const code = change.code === 'completedStudy' && !place ? 'completedStudyAnywhere' : change.code;
    const what = this.#say(`change.${code}`, {
      concept: change.conceptId ? this.#name(change.conceptId) : '',
      place: place ? this.#name(place) : '',
      language: change.language ?? '',
    });
    return [this.#under('lines.raise', { what, score: points(change.score), rank: change.rank })];
  }

  /** A line that belongs to the row above it. */
  #under(key: string, values: Readonly<Record<string, unknown>>): string {
    return `${indent}${this.#say(key, values)}`;
  }

  #name(id: string): string {
    return textIn(this.labels[id]?.label, this.#language) || id;
  }

  #names(ids: readonly string[]): string {
    const names = ids.slice(0, namesShown).map((id) => this.#name(id));
    const joined = names.join(this.#say('lines.comma'));
    const more = ids.length - names.length;
    return more > 0 ? this.#say('lines.andMore', { names: joined, count: more, formatted: more }) : joined;
  }

  #say(key: string, values: Readonly<Record<string, unknown>> = {}): string {
    return this.#translate(`matching:${key}`, values);
  }
}

function points(value: number): number {
  return Math.round(value * 100);
}
