import type { KindName, LanguageMap } from '../../kinds/fieldTypes.ts';
import type {
  DemandMatch,
  FilteredRow,
  MatchResult,
  OrganisationMatch,
  RolloutResult,
  RunFingerprint,
  ScorePart,
  TeamResult,
  VerdictNote,
} from '../../matching/index.ts';
import type { Block, BriefDocument, DataTable, Line, TextRun } from '../briefDocument.ts';
import type { BriefInput } from '../briefInput.ts';
import { BriefWriter, plainText, text } from '../briefWriter.ts';
import { cleanText } from '../cleanText.ts';

/** A question to matching with its answer. */
export type AnsweredQuestion =
  | { readonly question: 'need' | 'city' | 'text'; readonly answer: MatchResult<OrganisationMatch> }
  | { readonly question: 'organisation'; readonly answer: MatchResult<DemandMatch> }
  | { readonly question: 'team'; readonly answer: TeamResult }
  | { readonly question: 'rollout'; readonly answer: RolloutResult };

export interface MatchDocumentInput extends Omit<BriefInput, 'kind' | 'subjects'> {
  readonly asked: AnsweredQuestion;
  /** Names of what was asked for; empty for a typed text. */
  readonly about: readonly string[];
  /** Only these rows (organisations, or cities of a roll-out), side by side; all when empty. */
  readonly only: readonly string[];
}

type Cell = readonly Line[];
type Column = readonly [key: string, share: number];

/**
 * An answer of matching as a document: the ranking, the parts of every score with the evidence, what was left out and
 * why, and what the answer depends on. Composed from the answer alone, which was computed for the audience.
 */
export function composeMatchDocument(input: MatchDocumentInput): BriefDocument {
  const writer = new BriefWriter({ ...input, kind: 'city', subjects: [] });
  const draw = new MatchDrawing(writer, input);
  const name = draw.subject();
  const blocks: Block[] = [
    {
      type: 'masthead',
      kicker: writer.plain('brief:match.kicker'),
      name,
      otherNames: [],
      details: [[text(writer.plain(`brief:match.question.${input.asked.question}`))]],
    },
    ...draw.blocks(),
    ...draw.notes(input.asked.answer.run),
  ];
  return {
    title: cleanText(plainText(writer.say('brief:match.title', { name }))).replaceAll(/\s+/g, ' '),
    language: input.language,
    audience: input.audience,
    audienceMark: writer.plain(`brief:audience.${input.audience}`),
    asOf: input.asOf,
    asOfText: plainText(writer.say('brief:asOf', { date: writer.date(input.asOf) })),
    pageText: plainText(writer.say('brief:page', { page: '{page}', pages: '{pages}' })),
    parts: [{ startsPage: false, blocks }],
    records: writer.used,
  };
}

class MatchDrawing {
  readonly #writer: BriefWriter;
  readonly #input: MatchDocumentInput;

  constructor(writer: BriefWriter, input: MatchDocumentInput) {
    this.#writer = writer;
    this.#input = input;
  }

  subject(): Line {
    const { about } = this.#input;
    if (about.length === 0) return [text(this.#writer.plain('brief:match.typedText'))];
    return this.#writer.join(about.flatMap((id) => [this.#named(id)]));
  }

  blocks(): Block[] {
    const { asked, only } = this.#input;
    const chosen = <Row>(rows: readonly Row[], idOf: (row: Row) => string | undefined) =>
      only.length === 0 ? rows : rows.filter((row) => only.includes(idOf(row) ?? ''));
    switch (asked.question) {
      case 'team':
        return this.#teams(asked.answer);
      case 'rollout':
        return this.#rollout({ ...asked.answer, items: chosen(asked.answer.items, (row) => row.cityId) });
      case 'organisation':
        return [
          ...this.#ranking(asked.answer.items, demandIdOf),
          ...this.#parts(asked.answer.items, demandIdOf),
          ...this.#filtered(asked.answer.filtered),
        ];
      default: {
        const idOf = (row: OrganisationMatch) => row.organisationId;
        const items = chosen(asked.answer.items, idOf);
        return [
          ...this.#wanted(asked.answer),
          ...this.#ranking(items, idOf),
          ...this.#parts(items, idOf),
          ...this.#filtered(only.length === 0 ? asked.answer.filtered : []),
        ];
      }
    }
  }

  notes(run: RunFingerprint): Block[] {
    const { plain } = { plain: (key: string) => this.#writer.plain(key) };
    return [
      this.#heading('about'),
      {
        type: 'list',
        items: [
          [text(plain('brief:match.noProbability'))],
          [text(plain('brief:match.audienceOnly'))],
          this.#writer.say('brief:match.run', {
            day: this.#writer.date(run.day),
            data: run.dataHash.slice(0, 8),
            settings: run.settingsHash.slice(0, 8),
          }),
        ],
      },
    ];
  }

  #wanted({ query }: MatchResult<OrganisationMatch>): Block[] {
    const rows = query.concepts.map(({ conceptId, level }) => [
      [this.#named(conceptId)],
      [[text(this.#writer.plain(`match:level.${level}`))]],
    ]);
    return this.#table(
      'wanted',
      [
        ['element', 0.7],
        ['level', 0.3],
      ],
      rows,
    );
  }

  #ranking<Row extends OrganisationMatch | DemandMatch>(
    rows: readonly Row[],
    idOf: (row: Row) => string,
  ): Block[] {
    const features = [...new Set(rows.flatMap((row) => row.parts.map((part) => part.feature)))];
    const share = 0.4 / Math.max(1, features.length);
    const columns: Column[] = [
      ['rank', 0.075],
      ['name', 0.245],
      ['score', 0.08],
      ...features.map((feature): Column => [`match:feature.${feature}`, share]),
      ['confidence', 0.08],
      ['verdict', 0.12],
    ];
    return this.#table(
      'ranking',
      columns,
      rows.map((row) => [
        [[this.#figure(row.rank)]],
        [this.#mention(idOf(row))],
        [[this.#points(row.score)]],
        ...features.map((feature): Cell => {
          const part = row.parts.find((each) => each.feature === feature);
          return [part ? [this.#points(part.contribution)] : []];
        }),
        [[this.#points(row.confidence)]],
        this.#verdicts(row.verdicts),
      ]),
    );
  }

  /** One line for each part of each score, with the records that it rests on. */
  #parts<Row extends OrganisationMatch | DemandMatch>(
    rows: readonly Row[],
    idOf: (row: Row) => string,
  ): Block[] {
    const parts = rows.flatMap((row) =>
      row.parts.map((part): Cell[] => [
        [this.#named(idOf(row))],
        [[text(this.#writer.plain(`match:feature.${part.feature}`))]],
        [[this.#share(part.value)]],
        [[this.#share(part.weight)]],
        [[this.#points(part.contribution)]],
        this.#evidence(part),
      ]),
    );
    const missing = rows
      .filter((row) => row.missing.length > 0)
      .map((row): Cell[] => [[this.#named(idOf(row))], [this.#writer.names(row.missing)]]);
    return [
      ...this.#table(
        'parts',
        [
          ['name', 0.22],
          ['part', 0.13],
          ['value', 0.09],
          ['weight', 0.09],
          ['contribution', 0.09],
          ['evidence', 0.38],
        ],
        parts,
      ),
      ...this.#table(
        'missing',
        [
          ['name', 0.35],
          ['missing', 0.65],
        ],
        missing,
      ),
    ];
  }

  #evidence(part: ScorePart): Cell {
    const ids = part.because.flatMap((reason) => {
      if ('evidence' in reason) return reason.evidence.map(({ id }) => id);
      return 'record' in reason && reason.record ? [reason.record.id] : [];
    });
    return [...new Set(ids)].map((id) => this.#mention(id)).filter((line) => line.length > 0);
  }

  #filtered(rows: readonly FilteredRow[]): Block[] {
    // Those with nothing in common are many and tell nothing.
    const telling = rows.filter((row) => row.reasons.some((reason) => reason !== 'nothingInCommon'));
    return this.#table(
      'filtered',
      [
        ['name', 0.35],
        ['reasons', 0.3],
        ['saidReason', 0.35],
      ],
      telling.map((row) => [
        [this.#named(row.organisationId ?? row.needId ?? row.cityId ?? row.studyId ?? '')],
        [[text(row.reasons.map((each) => this.#writer.plain(`match:filtered.reason.${each}`)).join(' / '))]],
        this.#verdicts(row.verdicts),
      ]),
    );
  }

  #teams({ items, nobodyOffers }: TeamResult): Block[] {
    const members = items.flatMap((team, index) =>
      team.members.map((member): Cell[] => [
        [[this.#figure(index + 1)]],
        [this.#mention(member.organisationId)],
        [[text(this.#writer.plain(`match:team.role.${member.role}`))]],
        [this.#writer.names(member.covers.map(({ conceptId }) => conceptId))],
      ]),
    );
    const links = items.flatMap((team, index) =>
      team.links.map((link): Cell[] => [
        [[this.#figure(index + 1)]],
        [this.#named(link.dataAssetId)],
        [this.#named(link.from.organisationId)],
        [this.#named(link.to.organisationId)],
      ]),
    );
    return [
      ...(nobodyOffers.length > 0
        ? [
            this.#heading('nobodyOffers'),
            { type: 'paragraph', tone: 'normal', content: this.#writer.names(nobodyOffers) } as const,
          ]
        : []),
      ...this.#table(
        'teams',
        [
          ['team', 0.08],
          ['value', 0.12],
          ['covered', 0.3],
          ['uncovered', 0.3],
          ['within', 0.2],
        ],
        items.map((team, index) => [
          [[this.#figure(index + 1)]],
          [[this.#share(team.score)]],
          [this.#writer.names(team.covered)],
          [this.#writer.names(team.uncovered)],
          [[this.#share(team.withinPercent / 100)]],
        ]),
      ),
      ...this.#table(
        'members',
        [
          ['team', 0.08],
          ['name', 0.34],
          ['role', 0.14],
          ['covers', 0.44],
        ],
        members,
      ),
      ...this.#table(
        'links',
        [
          ['team', 0.08],
          ['asset', 0.32],
          ['from', 0.3],
          ['to', 0.3],
        ],
        links,
      ),
    ];
  }

  #rollout({ items }: RolloutResult): Block[] {
    return [
      ...this.#table(
        'cities',
        [
          ['rank', 0.08],
          ['name', 0.26],
          ['score', 0.1],
          ['similarity', 0.12],
          ['needFit', 0.12],
          ['preconditions', 0.12],
          ['verdict', 0.2],
        ],
        items.map((row) => [
          [[this.#figure(row.rank)]],
          [this.#mention(row.cityId)],
          [[this.#points(row.score)]],
          [[this.#share(row.factors.similarity)]],
          [[this.#share(row.factors.needFit)]],
          [[this.#share(row.factors.preconditions)]],
          this.#verdicts(row.verdicts),
        ]),
      ),
      ...this.#table(
        'differences',
        [
          ['name', 0.3],
          ['dimension', 0.25],
          ['similarity', 0.15],
          ['adaptation', 0.3],
        ],
        items.flatMap((row) =>
          row.differences.map((difference): Cell[] => [
            [this.#named(row.cityId)],
            [[text(this.#writer.plain(`match:rollout.dimensions.${difference.dimension}`))]],
            [
              difference.similarity === undefined
                ? this.#writer.unknown()
                : [this.#share(difference.similarity)],
            ],
            [[text(this.#writer.plain(`match:rollout.adapt.${difference.adaptation}`))]],
          ]),
        ),
      ),
    ];
  }

  #heading(key: string): Block {
    return { type: 'heading', level: 2, content: [text(this.#writer.plain(`brief:match.heading.${key}`))] };
  }

  #table(key: string, columns: readonly Column[], rows: DataTable['rows']): Block[] {
    if (rows.length === 0) return [];
    return [
      this.#heading(key),
      {
        type: 'table',
        caption: this.#writer.plain(`brief:match.heading.${key}`),
        columns: columns.map(([name, share], index) => ({
          title: this.#writer.plain(name.includes(':') ? name : `brief:match.column.${name}`),
          share,
          ...(index === 0 ? { isRowHeader: true } : {}),
        })),
        rows,
      },
    ];
  }

  /** A name, its record counted among those that the document is made of. */
  #mention(id: string): Line {
    const label = this.#input.labels[id];
    if (label) this.#writer.use({ id, kind: label.kind as KindName });
    return this.#named(id);
  }

  #named(id: string): Line {
    return this.#writer.orUnknown(this.#writer.name(id) ?? []);
  }

  #verdicts(notes: readonly VerdictNote[] | undefined): Cell {
    return (notes ?? []).map((note) => {
      const reason = this.#writer.text(note.reason as LanguageMap | undefined);
      const said = text(this.#writer.choice('verdict', note.verdict));
      return reason.length > 0 ? [said, text(' '), ...reason] : [said];
    });
  }

  #figure(value: number): TextRun {
    return { ...text(this.#writer.number(value)), value };
  }

  /** 0…1 as points of 100, to one place. */
  #points(value: number): TextRun {
    return this.#figure(Math.round(value * 1000) / 10);
  }

  #share(value: number): TextRun {
    return this.#figure(Math.round(value * 1000) / 1000);
  }
}

function demandIdOf(row: DemandMatch): string {
  return row.needId ?? row.cityId ?? row.studyId ?? '';
}
