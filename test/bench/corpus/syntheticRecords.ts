import {
  followUpStatuses,
  maturities,
  needLevels,
  needStates,
  organisationTypes,
  projectStages,
  studyStatuses,
  type Visibility,
} from '#core/kinds/choices.ts';
import type { KindName, LanguageCode } from '#core/kinds/fieldTypes.ts';
import { createRandom, type Random } from './random.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A load-test record as an importer would hand it over. */
export interface SyntheticRecord {
  readonly id: string;
  readonly kind: KindName;
  readonly values: Readonly<Record<string, unknown>>;
}

export const syntheticPrefix = 'synthetic-';
/** Stands in `sources` of every record made here, so that nobody takes one for a fact. */
export const syntheticSource = 'Synthetic load-test data, not a fact';

/** How many of each hundred records are of a kind; what a registry grows by is mostly field notes. */
const mixture: readonly (readonly [kind: KindName, share: number])[] = [
  ['missionNote', 28],
  ['followUp', 20],
  ['need', 15],
  ['solution', 12],
  ['organisation', 8],
  ['study', 7],
  ['project', 4],
  ['contact', 3],
  ['measure', 3],
];

const visibilityMixture: readonly Visibility[] = ['public', 'public', 'member', 'government', 'private'];
/** One record in four has a text in a language of its place beside Japanese and English. */
const localTextChance = 0.25;
/** What a record points to is a bundled record half of the time, else an earlier synthetic one. */
const bundledTargetChance = 0.5;

const languageOfCountry: Readonly<Record<string, LanguageCode>> = {
  BN: 'ms',
  ID: 'id',
  KH: 'km',
  LA: 'lo',
  MM: 'my',
  MY: 'ms',
  PH: 'fil',
  TH: 'th',
  VN: 'vi',
};

/**
 * `count` load-test records in an order in which every reference is to a bundled or an earlier record.
 * The same vocabulary, seed and place give the same record, so the first 10,000 of 100,000 are those of
 * 10,000.
 */
export function* syntheticRecords(
  vocabulary: Vocabulary,
  seed: string,
  count: number,
): Generator<SyntheticRecord> {
  const author = new Author(vocabulary);
  for (let index = 0; index < count; index += 1) yield author.write(index, createRandom(`${seed}/${index}`));
}

class Author {
  readonly #vocabulary: Vocabulary;
  readonly #earlier: Partial<Record<KindName, string[]>> = {};

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary;
  }

  write(index: number, random: Random): SyntheticRecord {
    const kind = pickKind(random);
    const id = `${syntheticPrefix}${String(index + 1).padStart(6, '0')}`;
    const values = {
      visibility: random.pick(visibilityMixture),
      confidence: 'own',
      ...this.#own(kind, random),
      sources: [{ title: syntheticSource }],
    };
    const same = this.#earlier[kind];
    if (same) same.push(id);
    else this.#earlier[kind] = [id];
    return { id, kind, values };
  }

  #own(kind: KindName, random: Random): Record<string, unknown> {
    const city = random.pick(this.#vocabulary.bundled.city ?? []);
    const local = random.chance(localTextChance) ? languageOfCountry[String(city.values.country)] : undefined;
    const name = () => this.#name(random, local);
    const text = (sentences: number) => this.#text(random, local, sentences);
    const concepts = (type: string, most: number) =>
      random.sample(this.#vocabulary.conceptsByType[type] ?? [], 1 + random.below(most));
    switch (kind) {
      case 'missionNote':
        return {
          title: name(),
          date: dateIn(random),
          about: [city.id, this.#target('study', random), this.#target('organisation', random)],
          place: { text: random.pick(this.#vocabulary.terms[local ?? 'en']) },
          body: text(4),
        };
      case 'followUp':
        return {
          title: name(),
          study: this.#target('study', random),
          city: city.id,
          date: dateIn(random),
          status: random.pick(followUpStatuses),
          outcome: text(2),
          nextAction: text(1),
          responsible: this.#target('organisation', random),
          due: dateIn(random),
        };
      case 'need': {
        const challenges = concepts('challenge', 3);
        return {
          title: name(),
          city: city.id,
          state: random.pick(needStates),
          statedOn: dateIn(random),
          origin: 'mission',
          description: text(3),
          challenges,
          technologies: concepts('technology', 3),
          levels: Object.fromEntries(challenges.map((id) => [id, random.pick(needLevels)])),
        };
      }
      case 'solution':
        return {
          title: name(),
          organisation: this.#target('organisation', random),
          maturity: random.pick(maturities),
          description: text(3),
          sectors: concepts('sector', 2),
          technologies: concepts('technology', 2),
          challenges: concepts('challenge', 2),
          where: [{ country: city.values.country, city: city.id }],
        };
      case 'organisation':
        return {
          name: name(),
          aliases: [random.pick(this.#vocabulary.terms.en)],
          type: random.pick(organisationTypes),
          homeCountry: city.values.country,
          industry: this.#name(random, undefined),
          description: text(3),
          solutionAreas: concepts('sector', 2),
          technologies: concepts('technology', 3),
          citiesActive: [city.id],
        };
      case 'study':
        return {
          title: name(),
          recordType: 'study',
          fiscalYear: 2019 + random.below(8),
          programme: 'smart-jamp',
          status: random.pick(studyStatuses),
          countries: [city.values.country],
          cities: [city.id],
          consortium: [{ orgId: this.#target('organisation', random), role: 'lead' }],
          summary: text(4),
          sectors: concepts('sector', 2),
          technologies: concepts('technology', 3),
        };
      case 'project':
        return {
          title: name(),
          stage: random.pick(projectStages),
          stageHistory: [{ stage: 'need', date: dateIn(random) }],
          cities: [city.id],
          studies: [this.#target('study', random)],
          needs: [this.#target('need', random)],
          organisations: [{ organisation: this.#target('organisation', random), role: 'lead' }],
          description: text(3),
          sectors: concepts('sector', 2),
        };
      case 'contact':
        return {
          name: name(),
          organisation: this.#target('organisation', random),
          role: this.#name(random, local),
          languages: ['ja', 'en'],
        };
      default:
        return {
          indicator: name(),
          study: this.#target('study', random),
          unit: '%',
          baseline: random.below(100),
          target: random.below(100),
          values: [{ date: dateIn(random), value: random.below(100) }],
          remarks: text(1),
        };
    }
  }

  #target(kind: KindName, random: Random): string {
    const earlier = this.#earlier[kind];
    if (!earlier || random.chance(bundledTargetChance)) {
      return random.pick(this.#vocabulary.bundled[kind] ?? []).id;
    }
    return random.pick(earlier);
  }

  #name(random: Random, local: LanguageCode | undefined): Record<string, string> {
    const { terms } = this.#vocabulary;
    return {
      ja: `${random.pick(terms.ja)}${random.pick(['の', 'と', '・', '／'])}${random.pick(terms.ja)}`,
      en: `${random.pick(terms.en)} ${random.pick(['for', 'and', 'in', '–'])} ${random.pick(terms.en)}`,
      ...(local ? { [local]: this.#localPhrase(random, local, 2) } : {}),
    };
  }

  #text(random: Random, local: LanguageCode | undefined, sentences: number): Record<string, string> {
    const { ja, en } = this.#vocabulary.sentences;
    return {
      ja: random.sample(ja, 1 + random.below(sentences)).join(''),
      en: random.sample(en, 1 + random.below(sentences)).join(' '),
      ...(local ? { [local]: this.#localPhrase(random, local, 3 + random.below(6)) } : {}),
    };
  }

  #localPhrase(random: Random, language: LanguageCode, terms: number): string {
    return random.sample(this.#vocabulary.terms[language], terms).join(' ');
  }
}

function pickKind(random: Random): KindName {
  let place = random.below(mixture.reduce((sum, [, share]) => sum + share, 0));
  for (const [kind, share] of mixture) {
    if (place < share) return kind;
    place -= share;
  }
  return 'missionNote';
}

/** A day in the fiscal years 2019 to 2026. */
function dateIn(random: Random): string {
  const day = new Date(Date.UTC(2019, 3, 1 + random.below(365 * 8)));
  return day.toISOString().slice(0, 10);
}
