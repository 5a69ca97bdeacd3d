import { describe, expect, it } from 'vitest';
import { completenessOf } from '#core/completeness/completeness.ts';
import { type Visibility, visibilities } from '#core/kinds/choices.ts';
import { kindNames } from '#core/kinds/fieldTypes.ts';
import { maySee, visibleTo } from '#core/records/audience.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';
import { readCompletenessOf } from '#db/queries/computedFields.ts';
import { readCompleteness, readDueReviews } from '#host/completeness/readCompleteness.ts';
import { readProgrammeCheck, readProgrammeChecks } from '#host/eligibility/readEligibility.ts';
import { exportRecords } from '#host/export/exportRecords.ts';
import { readOverview } from '#host/home/overview.ts';
import { readMarks } from '#host/marks/readMarks.ts';
import { readMouLine, readMouStandings } from '#host/mous/readMous.ts';
import { readMatrix, readRelations } from '#host/relations/readRelations.ts';
import type { HostServices } from '#host/services.ts';
import { temporaryRegistry } from '#test/support/temporaryRegistry.ts';

const today = '2026-11-26';
const make = (
  services: HostServices,
  kind: 'mou' | 'project' | 'study' | 'followUp' | 'organisation',
  values: object,
) => services.writer.create(kind, values, { actor: services.actor, language: 'en' }).id;

const whole = {
  where: [],
  limit: 5_000,
  offset: 0,
  audience: 'private' as const,
  language: 'en',
  facets: [],
};

describe('completeness', () => {
  it('is the same number in SQL as by the rule, for every record of every kind', async () => {
    const { store, reader, writer, actor } = await temporaryRegistry();
    const context = { actor, language: 'en' };
    writer.create(
      'project',
      {
        title: 'Flood warning',
        stage: 'study',
        sectors: ['sec.disaster', 'sec.water'],
        answers: [{ question: 'warning-chain', answer: 'The city' }, { question: 'tariff' }],
      },
      context,
    );
    const study = 'sj2021-jakarta-ocg';
    writer.create('followUp', { title: 'Call', study, status: 'done' }, context);
    // What some readers may not see is missing for them: a need of a city, an organisation, a theme, a programme.
    for (const id of ['need.pp-transit', 'org.nippon-koei', 'sec.disaster', 'smart-jamp', 'jakarta', 'ID'])
      writer.patch(id, { visibility: 'government' }, context);
    for (const audience of visibilities) {
      for (const kind of kindNames) {
        const list = reader.list({ ...whole, kind, audience });
        const items = list.items as RegistryRecord[];
        const bySql = readCompletenessOf(
          store.statements,
          kind,
          items.map(({ id }) => id),
          visibleTo(audience),
        );
        for (const item of items) {
          const linked = store.statements
            .all<{ kind: string; field: string; visibility: Visibility }>(
              `SELECT record.kind, link.field, record.visibility FROM link JOIN record ON record.id = link.from_id
               WHERE link.to_id = ? AND record.deleted_at IS NULL`,
              item.id,
            )
            .filter(({ visibility }) => maySee(audience, visibility));
          const { percent } = completenessOf(item, (by, field) =>
            linked.some((link) => link.kind === by && link.field === field),
          );
          expect(bySql[item.id], `${item.id} as ${audience}`).toBe(percent);
        }
      }
    }
    expect(readCompleteness(reader.get(study, 'private'), today).missing.map(({ id }) => id)).not.toContain(
      'followUp',
    );
  });

  it('sorts and filters lists', async () => {
    const { reader } = await temporaryRegistry();
    const list = (where: object[], direction: 'ascending' | 'descending') =>
      reader.list({
        kind: 'city',
        where: where as never,
        sort: { field: 'completeness', direction },
        limit: 100,
        offset: 0,
        audience: 'private',
        language: 'en',
        facets: [],
      });
    const up = list([], 'ascending').items.map(({ id }) => id);
    expect(up).toHaveLength(35);
    const full = list([{ field: 'completeness', operator: 'atLeast', values: [100] }], 'ascending').total;
    const rest = list([{ field: 'completeness', operator: 'atMost', values: [99] }], 'ascending').total;
    expect(full + rest).toBe(35);
    const bands = reader.list({ ...whole, kind: 'city', where: [], facets: ['completeness'] }).facets;
    for (const { value, count } of bands.completeness ?? []) {
      expect(list([{ field: 'completeness', operator: 'is', values: [value] }], 'ascending').total).toBe(
        count,
      );
    }
    expect(() =>
      reader.list({ ...whole, kind: 'city', where: [], sort: { field: 'review', direction: 'ascending' } }),
    ).toThrow('UNKNOWN_FIELD');
  });

  it('in lists tells nobody of a record that they may not see', async () => {
    const { reader, writer, actor } = await temporaryRegistry();
    const context = { actor, language: 'en' };
    const { id } = writer.create(
      'organisation',
      { name: 'Quiet', type: 'company', visibility: 'public' },
      context,
    );
    const publicly = () => {
      const answers = (['completeness', 'name'] as const).map((field) =>
        reader.list({
          ...whole,
          kind: 'organisation',
          where: [],
          audience: 'public',
          sort: { field, direction: 'ascending' },
          group: 'completeness',
          computed: ['completeness', 'review'],
          facets: ['completeness'],
        }),
      );
      return JSON.stringify(
        answers.map(({ items, computed, groups, facets }) => [
          items.map((item) => item.id),
          computed,
          groups,
          facets,
        ]),
      );
    };
    const before = publicly();
    const own = () =>
      reader.list({ ...whole, kind: 'organisation', where: [], computed: ['completeness'] }).computed[id]
        ?.completeness ?? 0;
    const mine = own();
    writer.create('solution', { title: 'Hidden', organisation: id, visibility: 'government' }, context);
    expect(own()).toBeGreaterThan(mine);
    expect(publicly()).toBe(before);
  });

  it('puts profiles into bands by the day of their review', async () => {
    const { reader, writer, actor } = await temporaryRegistry();
    const context = { actor, language: 'en' };
    const made = ['2025-11-25', '2025-12', '2026-06-01', undefined].map(
      (reviewDate) =>
        writer.create(
          'solution',
          {
            title: String(reviewDate),
            organisation: 'org.nippon-koei',
            ...(reviewDate ? { reviewDate } : {}),
          },
          context,
        ).id,
    );
    const list = reader.list({
      ...whole,
      kind: 'solution',
      where: [{ field: 'title', operator: 'contains', values: ['20', 'undefined'] }],
      group: 'review',
      sort: { field: 'review', direction: 'ascending' },
      computed: ['review'],
      today,
    });
    const own = (id: string | undefined) => list.computed[id ?? '']?.review;
    expect(made.map(own)).toEqual([
      { band: 'stale', until: '2026-11-25' },
      { band: 'due-soon', until: '2026-12-31' },
      { band: 'current', until: '2027-06-01' },
      { band: 'never' },
    ]);
    expect(list.groups?.map(({ value }) => value)).toEqual(['stale', 'due-soon', 'current', 'never']);
  });

  it('goes out with an exported list, for people in their words', async () => {
    const services = await temporaryRegistry();
    services.writer.patch(
      'org.nippon-koei',
      { reviewDate: '2020' },
      { actor: services.actor, language: 'en' },
    );
    const { limit: _limit, offset: _offset, facets: _facets, ...all } = whole;
    const request = { ...all, kind: 'organisation' as const, columns: ['completeness', 'review'] };
    const where = [{ field: 'id', operator: 'is' as const, values: ['org.nippon-koei'] }];
    const csv = await exportRecords(services, { ...request, where, format: 'csv' });
    expect(Buffer.from(csv.bytes).toString()).toMatch(
      /^\ufeffIdentifier,Completeness,Profile review\r\norg\.nippon-koei,\d+,Stale\r\n$/i,
    );
    const json = await exportRecords(services, { ...request, where, format: 'json' });
    expect(JSON.parse(Buffer.from(json.bytes).toString())).toEqual([
      { id: 'org.nippon-koei', kind: 'organisation', completeness: expect.any(Number), review: 'stale' },
    ]);
    await expect(
      exportRecords(services, { ...request, kind: 'city', where: [], format: 'csv' }),
    ).rejects.toMatchObject({
      code: 'UNKNOWN_FIELD',
    });
  });

  it('counts profiles that have grown old, and those that nobody reviewed', async () => {
    const { store, writer, actor } = await temporaryRegistry();
    const before = readDueReviews(store.statements, today);
    expect(before).toMatchObject({ stale: 0, items: [] });
    writer.patch('org.nippon-koei', { reviewDate: '2025-11' }, { actor, language: 'en' });
    expect(readDueReviews(store.statements, '2026-11-30').stale).toBe(0);
    const after = readDueReviews(store.statements, '2026-12-01');
    expect(after).toMatchObject({ stale: 1, never: before.never - 1 });
    expect(after.items[0]).toMatchObject({ id: 'org.nippon-koei', reviewDate: '2025-11' });
  });
});

describe('memorandums', () => {
  it('stand in one line, each with its standing, and a hidden renewal leaves no trace', async () => {
    const services = await temporaryRegistry();
    const { store, reader } = services;
    const first = make(services, 'mou', { title: 'A', date: '2020-01-01', validUntil: '2025-12-31' });
    const second = make(services, 'mou', {
      title: 'B',
      renewalOf: first,
      validFrom: '2026-01-01',
      validUntil: '2030-12-31',
      visibility: 'government',
    });
    const line = (id: string, audience: 'private' | 'public') =>
      readMouLine(store.statements, reader, id, audience, today).items.map(({ id: own, standing }) => [
        own,
        standing,
      ]);
    expect(line(first, 'private')).toEqual([
      [first, 'superseded'],
      [second, 'in-force'],
    ]);
    expect(line(second, 'private')).toEqual(line(first, 'private'));
    expect(line(first, 'public')).toEqual([[first, 'expired']]);
    expect(readMouStandings(store.statements, 'public', today)[second]).toBeUndefined();
    expect(() => readMouLine(store.statements, reader, 'jakarta', 'private', today)).toThrow('NOT_FOUND');
    const { draft } = readMouLine(store.statements, reader, first, 'private', today);
    expect(draft).toMatchObject({ renewalOf: first, validFrom: '2026-01-01' });
    const renewed = make(services, 'mou', draft);
    expect(reader.get(renewed, 'private').record.renewalOf).toBe(first);
  });
});

describe('memorandums at home', () => {
  it('without a recorded end are counted as the list that the count leads to has them', async () => {
    const services = await temporaryRegistry();
    const { statements } = services.store;
    const counted = () => readOverview(statements, today).mousWithoutEnd;
    const listed = () =>
      services.reader.list({
        ...whole,
        kind: 'mou',
        where: [
          { field: 'validUntil', operator: 'isUnknown', values: [] },
          { field: 'status', operator: 'is', values: ['in-force', 'signed', 'agreed'] },
        ],
      }).total;
    const before = counted();
    expect(before).toBeGreaterThan(0);
    expect(before).toBe(listed());
    make(services, 'mou', { title: 'With an end', status: 'in-force', validUntil: '2030' });
    make(services, 'mou', { title: 'Over', status: 'expired' });
    make(services, 'mou', { title: 'No status' });
    expect([counted(), listed()]).toEqual([before, before]);
    const open = make(services, 'mou', { title: 'Open', status: 'signed', visibility: 'private' });
    expect([counted(), listed()]).toEqual([before + 1, before + 1]);
    services.writer.remove(open, { actor: services.actor, language: 'en' });
    expect([counted(), listed()]).toEqual([before, before]);
  });
});

describe('marks beside names', () => {
  it('are told of what is linked with a record and of records by id, as their reader may know them', async () => {
    const services = await temporaryRegistry();
    const { statements } = services.store;
    const organisation = 'org.nippon-koei';
    services.writer.patch(
      organisation,
      { reviewDate: '2024-01-31' },
      { actor: services.actor, language: 'en' },
    );
    const parties = [{ orgId: organisation }];
    const ended = make(services, 'mou', { title: 'Ended', validUntil: '2025-12-31', parties });
    const late = make(services, 'followUp', {
      title: 'Call',
      due: '2026-11-01',
      city: 'jakarta',
      confidence: 'general',
    });
    const marksOf = (
      wanted: { ids?: string[]; linkedWith?: string },
      audience: Visibility = 'private',
      day = today,
    ) => readMarks(statements, { ids: [], ...wanted }, audience, day);

    expect(marksOf({ linkedWith: organisation })).toEqual({
      [ended]: [{ type: 'expired', date: '2025-12-31' }],
    });
    expect(marksOf({ linkedWith: ended })).toEqual({
      [organisation]: [{ type: 'stale', date: '2025-01-31' }],
    });
    expect(marksOf({ ids: [late, 'jakarta', 'nobody'] })).toEqual({
      [late]: [{ type: 'overdue', date: '2026-11-01' }, { type: 'general' }],
    });
    expect(marksOf({ ids: [late] }, 'private', '2026-11-01')).toEqual({ [late]: [{ type: 'general' }] });
    // Follow-ups are for the government unless somebody says otherwise.
    expect(marksOf({ ids: [late] }, 'member')).toEqual({});
    expect(marksOf({})).toEqual({});
  });

  it('count a renewal only for those who may see it, and forget what was removed', async () => {
    const services = await temporaryRegistry();
    const { store, writer, actor } = services;
    const first = make(services, 'mou', { title: 'A', validUntil: '2025-12-31', visibility: 'public' });
    const expired = { [first]: [{ type: 'expired', date: '2025-12-31' }] };
    const read = (audience: Visibility) => readMarks(store.statements, { ids: [first] }, audience, today);
    expect(read('public')).toEqual(expired);
    make(services, 'mou', {
      title: 'B',
      renewalOf: first,
      validFrom: '2026-01-01',
      validUntil: '2030-12-31',
      visibility: 'government',
    });
    expect(read('private')).toEqual({});
    expect(read('public')).toEqual(expired);
    writer.remove(first, { actor, language: 'en' });
    expect(read('public')).toEqual({});
  });
});

describe('a project against programmes', () => {
  it('meets, fails and has to be asked, in the words of the programme', async () => {
    const services = await temporaryRegistry();
    const project = make(services, 'project', {
      title: 'Water in Jakarta',
      cities: ['jakarta'],
      organisations: [{ organisation: 'org.nippon-koei', role: 'lead' }],
      visibility: 'public',
    });
    const check = (programme: string) =>
      readProgrammeCheck(services.reader, project, programme, 'private', today);
    const own = check('smart-jamp');
    const place = own.conditions.find(({ test }) => test === 'place');
    expect(place).toMatchObject({
      outcome: 'holds',
      because: { code: 'placeAll', ids: ['jakarta'] },
      wording: { ja: 'ASCN参加都市（ASEAN各国）の課題が対象' },
    });
    expect(own.verdict).toBe('open');
    expect(own.sources.length).toBeGreaterThan(0);
    expect(check('non-asean-study').verdict).toBe('no');
    expect(check('meti-adx').conditions[0]).toMatchObject({
      outcome: 'fails',
      because: { code: 'yearAfter' },
    });
    const words = services.reader.get('super-city', 'private').record.eligibility as object[];
    const lines = check('super-city').conditions.map(({ wording }) => wording);
    for (const line of words) expect(lines).toContainEqual(line);
    const checks = readProgrammeChecks(services.reader, project, 'private', today);
    expect(checks.items[0]?.verdict).not.toBe('no');
    expect(checks.items.at(-1)?.verdict).toBe('no');
    const back = readProgrammeChecks(services.reader, 'smart-jamp', 'private', today).items;
    expect(back).toEqual([expect.objectContaining({ projectId: project, verdict: 'open' })]);
  });

  it('knows nothing of what its reader may not see', async () => {
    const services = await temporaryRegistry();
    const partner = make(services, 'organisation', {
      name: 'Quiet',
      type: 'company',
      homeCountry: 'JP',
      visibility: 'private',
    });
    const values = {
      title: 'P',
      cities: ['jakarta'],
      organisations: [{ organisation: partner }],
      visibility: 'public',
    };
    const project = make(services, 'project', values);
    const check = readProgrammeCheck(services.reader, project, 'overseas-support', 'public', today);
    expect(JSON.stringify(check)).not.toContain(partner);
    expect(check.conditions.find(({ test }) => test === 'partner')?.because.code).toBe('partnerNone');
    expect(() =>
      readProgrammeCheck(
        services.reader,
        make(services, 'project', { title: 'Q' }),
        'smart-jamp',
        'public',
        today,
      ),
    ).toThrow('NOT_FOUND');
  });
});

describe('relations', () => {
  it('are found from both ends, and hidden works count for nobody', async () => {
    const services = await temporaryRegistry();
    const { statements } = services.store;
    const one = make(services, 'organisation', { name: 'One' });
    const two = make(services, 'organisation', { name: 'Two' });
    const study = make(services, 'study', {
      title: 'Together',
      cities: ['jakarta'],
      consortium: [
        { orgId: one, name: 'One' },
        { orgId: two, name: 'Two' },
      ],
      visibility: 'government',
    });
    make(services, 'followUp', { title: 'Call', study, status: 'done', outcome: 'Agreed', date: '2026-02' });
    const of = (id: string, audience: 'private' | 'public') =>
      readRelations(statements, services.reader, id, audience);
    expect(of(one, 'private').partners).toEqual([
      { id: two, total: 1, byKind: { study: 1 }, works: [study] },
    ]);
    expect(of(two, 'private').partners[0]?.id).toBe(one);
    expect(of(one, 'private').cities[0]?.id).toBe('jakarta');
    expect(of(one, 'private').outcomes).toEqual([expect.objectContaining({ about: study, date: '2026-02' })]);
    const there = of('jakarta', 'private').organisations.find(({ id }) => id === one);
    expect(there?.works).toEqual([study]);
    const publicly = of(one, 'public');
    expect([publicly.partners, publicly.cities, publicly.outcomes]).toEqual([[], [], []]);
    expect(JSON.stringify(of('jakarta', 'public'))).not.toContain(study);
  });

  it('lays organisations against cities, in one country or all', async () => {
    const { store } = await temporaryRegistry();
    const matrix = readMatrix(store.statements, 'public', { rows: 5, columns: 4 });
    expect(matrix.organisations).toHaveLength(5);
    expect(matrix.counts.every((row) => row.length === 4)).toBe(true);
    const cambodia = readMatrix(store.statements, 'public', { rows: 50, columns: 40, country: 'KH' });
    expect(cambodia.cities.every(({ id }) => ['phnom-penh', 'siem-reap', 'battambang'].includes(id))).toBe(
      true,
    );
  });
});

describe('members of a list', () => {
  it('are added and removed against what the list holds now', async () => {
    const { writer, reader, actor } = await temporaryRegistry();
    const context = { actor, language: 'en' };
    const { id } = writer.create(
      'measure',
      { indicator: 'Lead time', values: [{ date: '2025', value: 1 }] },
      context,
    );
    const mine = { date: '2026-01', value: 2 };
    const theirs = { date: '2026-02', value: 3 };
    writer.amend(id, 'values', { add: [mine], remove: [] }, context);
    writer.amend(id, 'values', { add: [theirs], remove: [{ date: '2025', value: 1 }] }, context);
    expect(reader.get(id, 'private').record.values).toEqual([mine, theirs]);
    expect(writer.amend(id, 'values', { add: [mine], remove: [] }, context).changeId).toBeNull();
    expect(() => writer.amend(id, 'unit', { add: ['x'], remove: [] }, context)).toThrow('INVALID_INPUT');
    expect(() => writer.amend(id, 'valuez', { add: ['x'], remove: [] }, context)).toThrow('UNKNOWN_FIELD');
    expect(() => writer.amend(id, 'values', { add: [{ date: 'x' }], remove: [] }, context)).toThrow(
      'INVALID_INPUT',
    );
  });
});
