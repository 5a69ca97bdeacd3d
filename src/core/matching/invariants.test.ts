import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Taxonomy } from './concepts/taxonomy.ts';
import {
  applyChange,
  calendarDay,
  createIntlSegmenter,
  createMatchingEngine,
  type MatchingData,
  type MatchingEngine,
  type StudyRecord,
  visibleMatchingData,
} from './index.ts';
import { randomRegistry } from './random-registry.fixture.ts';

const TODAY = '2026-06-15';
const segmenter = createIntlSegmenter('test');
const registry = fc.integer({ min: 0, max: 1_000_000 }).map((seed) => ({ seed, data: randomRegistry(seed) }));
const RUNS = { numRuns: 30 };
const ALL = { limit: 1000 };

function engineOf(data: MatchingData, today = TODAY): MatchingEngine {
  return createMatchingEngine(data, { segmenter, today });
}

function needIds(data: MatchingData): string[] {
  return data.needs.map((need) => need.id);
}

/** Everything that the engine answers about a registry, as one text. */
function everything(data: MatchingData): string {
  const engine = engineOf(data);
  return JSON.stringify({
    needs: [...needIds(data)].sort().map((id) => engine.matchNeed(id, { listFiltered: true })),
    cities: data.cities
      .map((city) => city.id)
      .sort()
      .map((id) => engine.matchCity(id)),
    organisations: data.organisations
      .map((row) => row.id)
      .sort()
      .slice(0, 3)
      .map((id) => engine.matchOrganisation(id)),
    team: engine.matchTeam([...needIds(data)].sort().slice(0, 2)),
    rollout: data.studies
      .map((row) => row.id)
      .sort()
      .slice(0, 2)
      .map((id) => engine.matchRollout(id, { hiddenVerdicts: ['not-relevant'] })),
    text: engine.matchText('river bridge signal for Zetab challenge and drone camera'),
    elements: engine.byElement([...needIds(data)].sort().slice(0, 1)),
  });
}

function reversedLists(value: unknown): unknown {
  if (Array.isArray(value)) return [...value].reverse().map(reversedLists);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversedLists(member)]),
  );
}

/** Scores of one organisation for every need. */
function scoresOf(data: MatchingData, organisationId: string, today = TODAY): number[] {
  const { organisations, rows } = engineOf(data, today).scoreMatrix(needIds(data));
  const at = organisations.indexOf(organisationId);
  return rows.map((row) => row[at] ?? Number.NaN);
}

describe('matching', () => {
  it('does not depend on the order of rows, tags or evidence, and repeats byte for byte', () => {
    fc.assert(
      fc.property(registry, ({ data }) => {
        const first = everything(data);
        expect(everything(data)).toBe(first);
        expect(everything(reversedLists(data) as MatchingData)).toBe(first);
      }),
      { numRuns: 10 },
    );
  });

  it('gives the same fit and rank when the same concept is named in another language', () => {
    fc.assert(
      fc.property(registry, fc.nat(), ({ data }, pick) => {
        const named = data.concepts.filter((row) => row.type === 'technology' || row.type === 'challenge');
        const concept = named[pick % named.length];
        const engine = engineOf(data);
        const ask = (name: string | undefined): unknown => {
          const { query, items } = engine.matchText(name ?? '', { ...ALL, country: 'VN' });
          return { concepts: query.concepts, items };
        };
        const english = ask(concept?.label?.en);
        expect((english as { concepts: unknown[] }).concepts.length).toBe(1);
        expect(ask(concept?.label?.ja)).toEqual(english);
        expect(ask(concept?.label?.th)).toEqual(english);
        expect(ask(concept?.synonyms?.en?.[0])).toEqual(english);
      }),
      RUNS,
    );
  });

  it('is never raised by an unrelated tag', () => {
    fc.assert(
      fc.property(registry, fc.nat(), fc.nat(), ({ data }, who, which) => {
        const taxonomy = new Taxonomy(data.concepts, 0.3);
        const organisation = data.organisations[who % data.organisations.length];
        const need = data.needs[which % data.needs.length];
        const wanted = [...(need?.technologies ?? []), ...(need?.challenges ?? [])].map(
          (id) => taxonomy.position(id) ?? -1,
        );
        const unrelated = data.concepts.filter(
          (concept) =>
            concept.type === 'technology' &&
            wanted.every(
              (position) => taxonomy.similarity(position, taxonomy.position(concept.id) ?? -1) === 0,
            ),
        );
        const before = scoresOf(data, organisation?.id ?? '')[which % data.needs.length] ?? 0;
        for (const concept of unrelated.slice(0, 3)) {
          const tagged: MatchingData = {
            ...data,
            organisations: data.organisations.map((row) =>
              row === organisation
                ? { ...row, technologies: [...(row.technologies ?? []), concept.id] }
                : row,
            ),
            solutions: data.solutions.map((row) =>
              row.organisation === organisation?.id
                ? { ...row, technologies: [...(row.technologies ?? []), concept.id] }
                : row,
            ),
          };
          const after = scoresOf(tagged, organisation?.id ?? '')[which % data.needs.length] ?? 0;
          expect(after).toBeLessThanOrEqual(before + 1e-12);
        }
      }),
      RUNS,
    );
  });

  it('is never lowered by more evidence that has not stalled', () => {
    fc.assert(
      fc.property(
        registry,
        fc.nat(),
        fc.nat(),
        fc.constantFrom('study', 'followUp', 'pilot', 'deployed', 'project', 'precedent', 'mou'),
        ({ data }, who, which, kind) => {
          const id = data.organisations[who % data.organisations.length]?.id ?? '';
          const concept = data.concepts.filter((row) => row.type === 'technology')[which % 16]?.id ?? '';
          const city = data.cities[which % data.cities.length]?.id ?? '';
          const study = data.studies.find((row) => row.consortium?.some((member) => member.orgId === id));
          const added: MatchingData = {
            ...data,
            studies:
              kind === 'study'
                ? [
                    ...data.studies,
                    {
                      id: 'new',
                      status: 'completed',
                      recordType: 'study',
                      fiscalYear: 2020,
                      technologies: [concept],
                      cities: [city],
                      consortium: [{ orgId: id }],
                    } satisfies StudyRecord,
                  ]
                : data.studies,
            followUps:
              kind === 'followUp' && study
                ? [...data.followUps, { id: 'new', study: study.id, status: 'done', date: '2021-03-01' }]
                : data.followUps,
            solutions:
              kind === 'pilot' || kind === 'deployed'
                ? [
                    ...data.solutions,
                    {
                      id: 'new',
                      organisation: id,
                      maturity: kind,
                      technologies: [concept],
                      where: [{ city }],
                    },
                  ]
                : data.solutions,
            projects:
              kind === 'project' && study
                ? [
                    ...data.projects,
                    {
                      id: 'new',
                      studies: [study.id],
                      organisations: [{ organisation: id }],
                      stage: 'implementation',
                      cities: [city],
                    },
                  ]
                : data.projects,
            precedents:
              kind === 'precedent'
                ? [
                    ...data.precedents,
                    { id: 'new', implementerOrgId: id, technologies: [concept], fiscalYear: 2022 },
                  ]
                : data.precedents,
            mous:
              kind === 'mou'
                ? [
                    ...data.mous,
                    {
                      id: 'new',
                      status: 'in-force',
                      date: '2024-01-01',
                      parties: [{ orgId: id }],
                      cities: [city],
                    },
                  ]
                : data.mous,
          };
          const before = scoresOf(data, id);
          const after = scoresOf(added, id);
          for (const [index, score] of after.entries())
            expect(score).toBeGreaterThanOrEqual((before[index] ?? 0) - 1e-12);
        },
      ),
      { numRuns: 80 },
    );
  });

  it('is never raised by ageing', () => {
    fc.assert(
      fc.property(
        registry,
        fc.integer({ min: 0, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        ({ data }, years, more) => {
          // A memorandum that starts later is news, not ageing.
          const started = {
            ...data,
            mous: data.mous.map((mou) => ({ ...mou, date: '2020-01-01', validFrom: null })),
          };
          for (const { id } of data.organisations.slice(0, 4)) {
            const before = scoresOf(started, id, `${2027 + years}-01-01`);
            const after = scoresOf(started, id, `${2027 + years + more}-01-01`);
            for (const [index, score] of after.entries())
              expect(score).toBeLessThanOrEqual((before[index] ?? 0) + 1e-12);
          }
        },
      ),
      RUNS,
    );
  });

  it('only loses rows by a constraint', () => {
    fc.assert(
      fc.property(
        registry,
        fc.constantFrom(
          { homeCountries: ['JP'] },
          { excludedCountries: ['JP'] },
          { minimumMaturity: 'deployed' },
          { languages: ['en'] },
          { localPresence: true },
          { organisationTypes: ['company'] },
        ),
        ({ data }, constraints) => {
          const engine = engineOf(data);
          for (const id of needIds(data)) {
            const free = engine.matchNeed(id, { ...ALL, counterfactuals: false, outlook: false });
            const bound = engine.matchNeed(id, {
              ...ALL,
              counterfactuals: false,
              outlook: false,
              constraints,
              listFiltered: true,
            });
            const kept = new Set(bound?.items.map((item) => item.organisationId));
            const expected = free?.items.filter((item) => kept.has(item.organisationId));
            expect(bound?.items.map((item) => [item.organisationId, item.score, item.standing])).toEqual(
              expected?.map((item) => [item.organisationId, item.score, item.standing]),
            );
            for (const row of bound?.filtered ?? []) expect(row.reasons.length).toBeGreaterThan(0);
            for (const item of free?.items ?? [])
              expect(
                kept.has(item.organisationId) ||
                  bound?.filtered.some((row) => row.organisationId === item.organisationId),
              ).toBe(true);
          }
        },
      ),
      RUNS,
    );
  });

  it('treats an expired memorandum as none', () => {
    fc.assert(
      fc.property(registry, ({ data }) => {
        const expired = { ...data, mous: data.mous.map((mou) => ({ ...mou, validUntil: '2026-06-14' })) };
        const none = { ...data, mous: [] };
        const rows = (source: MatchingData): unknown => {
          const engine = engineOf(source);
          return needIds(data).map((id) => engine.matchNeed(id, ALL)?.items);
        };
        expect(rows(expired)).toEqual(rows(none));
      }),
      RUNS,
    );
  });

  it('keeps a memorandum until the end of its last day, in the time zone of the reader', () => {
    const lastEvening = Date.UTC(2026, 2, 31, 15, 30);
    expect(calendarDay(lastEvening, 'Asia/Bangkok')).toBe('2026-03-31');
    expect(calendarDay(lastEvening, 'Asia/Tokyo')).toBe('2026-04-01');
    const base = randomRegistry(1);
    const need = base.needs.find((row) => !row.validUntil);
    const city = need?.city ?? '';
    const organisation = base.organisations[0]?.id ?? '';
    const data: MatchingData = {
      ...base,
      mous: [
        {
          id: 'm',
          status: 'in-force',
          date: '2024-04-01',
          validUntil: '2026-03-31',
          parties: [{ orgId: organisation }],
          cities: [city],
        },
      ],
    };
    const mouValue = (timeZone: string): number => {
      const { organisations, rows } = engineOf(data, calendarDay(lastEvening, timeZone)).scoreMatrix([
        need?.id ?? '',
      ]);
      const without = engineOf({ ...data, mous: [] }, calendarDay(lastEvening, timeZone)).scoreMatrix([
        need?.id ?? '',
      ]);
      const at = organisations.indexOf(organisation);
      return (rows[0]?.[at] ?? 0) - (without.rows[0]?.[at] ?? 0);
    };
    expect(mouValue('Asia/Bangkok')).toBeGreaterThan(0);
    expect(mouValue('Asia/Tokyo')).toBe(0);
  });

  it('explains every score by contributions that add up', () => {
    fc.assert(
      fc.property(registry, ({ data }) => {
        const engine = engineOf(data);
        const items = [
          ...needIds(data).flatMap((id) => engine.matchNeed(id, ALL)?.items ?? []),
          ...data.organisations.flatMap((row) => engine.matchOrganisation(row.id, ALL)?.items ?? []),
          ...data.studies.flatMap((row) => engine.matchRollout(row.id)?.items ?? []),
        ];
        for (const item of items) {
          const sum = item.parts.reduce<number>((total, part) => total + part.contribution, 0);
          expect(Math.abs(sum - item.score)).toBeLessThan(1e-9);
          expect(item.score).toBeGreaterThanOrEqual(0);
          expect(item.score).toBeLessThanOrEqual(1 + 1e-9);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('points only to records that are there', () => {
    fc.assert(
      fc.property(registry, ({ data }) => {
        const known = new Set(
          Object.values(data).flatMap((rows) => (rows as { id: string }[]).map((row) => row.id)),
        );
        const engine = engineOf(data);
        for (const id of needIds(data))
          for (const item of engine.matchNeed(id, ALL)?.items ?? []) {
            for (const record of item.evidence) expect(known.has(record.id)).toBe(true);
            for (const concept of item.missing) expect(known.has(concept)).toBe(true);
          }
      }),
      { numRuns: 30 },
    );
  });

  it('keeps the promise of every counterfactual when the change is made', () => {
    let checked = 0;
    fc.assert(
      fc.property(registry, fc.nat(1000), ({ data }, pick) => {
        const engine = engineOf(data);
        const id = needIds(data)[pick % data.needs.length] ?? '';
        for (const item of engine.matchNeed(id, { limit: 3 })?.items ?? []) {
          for (const promise of item.wouldRaise) {
            const after = engineOf(applyChange(data, promise.change)).matchNeed(id, ALL);
            const row = after?.items.find((other) => other.organisationId === item.organisationId);
            expect(row?.rank).toBe(promise.rank);
            expect(row?.score).toBeCloseTo(promise.score, 9);
            expect(after?.items[promise.rank - 1]?.organisationId).toBe(item.organisationId);
            checked += 1;
          }
          for (const loss of item.wouldLower) {
            const later = engineOf(data, loss.from).matchNeed(id, ALL);
            const row = later?.items.find((other) => other.organisationId === item.organisationId);
            if (!row) continue;
            expect(row.rank).toBe(loss.rank);
            expect(row.score).toBeCloseTo(loss.score, 9);
            checked += 1;
          }
        }
      }),
      { numRuns: 15 },
    );
    expect(checked).toBeGreaterThan(20);
  });

  it('keeps the promise of every counterfactual in the list of one organisation', () => {
    let checked = 0;
    fc.assert(
      fc.property(registry, fc.nat(), ({ data }, pick) => {
        const organisation = data.organisations[pick % data.organisations.length]?.id ?? '';
        for (const item of engineOf(data).matchOrganisation(organisation, { limit: 3 })?.items ?? []) {
          for (const promise of item.wouldRaise) {
            const after = engineOf(applyChange(data, promise.change)).matchOrganisation(organisation, ALL);
            const row = after?.items.find(
              (other) =>
                other.needId === item.needId &&
                other.cityId === item.cityId &&
                other.studyId === item.studyId,
            );
            expect(row?.score).toBeCloseTo(promise.score, 9);
            expect(row?.rank).toBe(promise.rank);
            checked += 1;
          }
        }
      }),
      { numRuns: 15 },
    );
    expect(checked).toBeGreaterThan(20);
  });

  it('is not touched by a record that the reader may not see', () => {
    fc.assert(
      fc.property(registry, fc.integer({ min: 0, max: 1000 }), ({ data }, other) => {
        const hidden = randomRegistry(other);
        const rename = (rows: readonly { readonly id: string }[]): unknown[] =>
          rows.map((row) => ({ ...row, id: `hidden-${row.id}`, visibility: 'government' }));
        const mixed = Object.fromEntries(
          Object.entries(data).map(([table, rows]) => [
            table,
            [
              ...rename(hidden[table as keyof MatchingData] as readonly { id: string }[]),
              ...(rows as unknown[]),
            ],
          ]),
        ) as unknown as MatchingData;
        expect(everything(visibleMatchingData(mixed, 'member'))).toBe(
          everything(visibleMatchingData(data, 'member')),
        );
      }),
      { numRuns: 15 },
    );
  });

  it('leaves no trace of a hidden organisation to which visible records point', () => {
    fc.assert(
      fc.property(registry, ({ data }) => {
        const gone = data.organisations[0]?.id ?? '';
        const without = { ...data, organisations: data.organisations.slice(1) };
        expect(everything(without)).not.toContain(gone);
      }),
      { numRuns: 15 },
    );
  });
});

describe('similarity of concepts', () => {
  it('is symmetric, 1 with itself, within [0, 1], and 0 across roots', () => {
    fc.assert(
      fc.property(registry, ({ data }) => {
        const taxonomy = new Taxonomy(data.concepts, 0.3);
        for (let a = 0; a < taxonomy.size; a += 1) {
          expect(taxonomy.similarity(a, a)).toBe(1);
          for (let b = 0; b < a; b += 1) {
            const value = taxonomy.similarity(a, b);
            expect(taxonomy.similarity(b, a)).toBe(value);
            expect(value === 0 || (value >= 0.3 && value <= 1)).toBe(true);
            const [first, second] = [taxonomy.at(a), taxonomy.at(b)];
            if (
              first?.type === 'technology' &&
              second?.type === 'technology' &&
              first.broader?.[0] !== second.broader?.[0]
            )
              expect(value).toBe(0);
          }
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe('what nobody offers', () => {
  it('is named, covered by no proposal, and with nothing offered there is no team', () => {
    fc.assert(
      fc.property(registry, ({ data }) => {
        const engine = engineOf(data);
        for (const id of needIds(data)) {
          const teams = engine.matchTeam([id]);
          if (!teams) continue;
          for (const team of teams.items) {
            expect(team.uncovered).toEqual(expect.arrayContaining([...teams.nobodyOffers]));
            expect(team.covered.filter((covered) => teams.nobodyOffers.includes(covered))).toEqual([]);
          }
          const nobody = engineOf({ ...data, organisations: [], solutions: [] }).matchTeam([id]);
          expect(nobody?.items).toEqual([]);
          expect([...(nobody?.nobodyOffers ?? [])].sort()).toEqual(wantedOf(teams).sort());
        }
      }),
      RUNS,
    );
  });
});

/** Elements that a team is built for: technologies where any is wanted. */
function wantedOf({ items, nobodyOffers }: NonNullable<ReturnType<MatchingEngine['matchTeam']>>): string[] {
  const [first] = items;
  return first ? [...first.covered, ...first.uncovered] : [...nobodyOffers];
}
