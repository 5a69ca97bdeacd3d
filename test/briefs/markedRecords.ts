import type { Visibility } from '#core/kinds/choices.ts';
import type { KindName } from '#core/kinds/fieldTypes.ts';
import type { RegistryRecord } from '#core/records/recordTypes.ts';

/** A word that stands in one record only, so that it can be looked for in a file. */
export function mark(id: string, field: string): string {
  return `zq${id}${field}zq`.replaceAll(/[^a-z0-9]/gi, '').toLowerCase();
}

type Values = Readonly<Record<string, unknown>>;
type Make = (id: string) => Values;

const text = (id: string, field: string) => ({ ja: mark(id, field), en: mark(id, field) });
const inCity = { cities: ['markcity'], countries: ['ID'] };
/** Somebody copied the hidden organisation's name and role into the member's own words. */
const member = (of: string) => ({ orgId: of, name: mark(of, 'name'), role: mark(of, 'role') });

const makers: Readonly<Record<string, readonly [KindName, Make]>> = {
  markorg: [
    'organisation',
    (id) => ({
      name: text(id, 'name'),
      industry: text(id, 'industry'),
      description: text(id, 'description'),
      citiesActive: ['markcity'],
    }),
  ],
  markfirm: [
    'organisation',
    (id) => ({ name: text(id, 'name'), description: text(id, 'description'), citiesActive: ['markcity'] }),
  ],
  markconcept: ['concept', (id) => ({ label: text(id, 'label'), type: 'challenge' })],
  markprogramme: ['programme', (id) => ({ name: text(id, 'name') })],
  markstudy: [
    'study',
    (id) => ({
      title: text(id, 'title'),
      summary: text(id, 'summary'),
      fiscalYear: 2023,
      programme: 'smart-jamp',
      ...inCity,
      challenges: ['markconcept'],
      consortium: [member('markorg'), member('markfirm')],
      placeText: text(id, 'place'),
    }),
  ],
  markfollowup: [
    'followUp',
    (id) => ({
      title: text(id, 'title'),
      study: 'markstudy',
      date: '2025-02-03',
      due: '2026-03-01',
      status: 'planned',
      outcome: text(id, 'outcome'),
      nextAction: text(id, 'next'),
      responsible: 'markorg',
    }),
  ],
  markproject: [
    'project',
    (id) => ({
      title: text(id, 'title'),
      cities: ['markcity'],
      studies: ['markstudy'],
      stage: 'study',
      programme: 'markprogramme',
      organisations: [{ organisation: 'markfirm', role: mark('markfirm', 'projectrole') }],
      description: text(id, 'description'),
    }),
  ],
  markmeasure: [
    'measure',
    (id) => ({
      indicator: text(id, 'indicator'),
      study: 'markstudy',
      project: 'markproject',
      baseline: 1,
      target: 2,
      unit: mark(id, 'unit'),
    }),
  ],
  markneed: [
    'need',
    (id) => ({
      title: text(id, 'title'),
      description: text(id, 'description'),
      city: 'markcity',
      state: 'open',
      challenges: ['markconcept'],
      levels: { markconcept: 'must' },
    }),
  ],
  markmou: [
    'mou',
    (id) => ({
      title: text(id, 'title'),
      subject: text(id, 'subject'),
      ...inCity,
      date: '2024-05-06',
      parties: [member('markorg'), { name: mark(id, 'party') }],
    }),
  ],
  marknationalmou: [
    'mou',
    (id) => ({
      title: text(id, 'title'),
      countries: ['ID'],
      date: '2024-04-06',
      parties: [member('markfirm')],
    }),
  ],
  markevent: [
    'event',
    (id) => ({
      name: text(id, 'name'),
      theme: text(id, 'theme'),
      outcome: text(id, 'outcome'),
      start: '2024-07-08',
      cities: ['markcity'],
      country: 'ID',
    }),
  ],
  marksolution: [
    'solution',
    (id) => ({
      title: text(id, 'title'),
      organisation: 'markorg',
      maturity: 'pilot',
      where: [{ city: 'markcity', country: 'ID', placeText: mark(id, 'place') }],
    }),
  ],
  markseed: [
    'solution',
    (id) => ({
      title: text(id, 'title'),
      organisation: 'markfirm',
      maturity: 'pilot',
      where: [{ city: 'markcity', country: 'ID' }],
    }),
  ],
  markcontact: [
    'contact',
    (id) => ({ name: text(id, 'name'), organisation: 'markorg', email: `${mark(id, 'mail')}@example.org` }),
  ],
  marknote: [
    'missionNote',
    (id) => ({
      title: text(id, 'title'),
      body: text(id, 'body'),
      about: ['markcity', 'markstudy'],
      mission: 'markmission',
    }),
  ],
  markmission: [
    'mission',
    (id) => ({
      title: text(id, 'title'),
      purpose: text(id, 'purpose'),
      from: '2025-03-01',
      cities: ['markcity'],
      met: [{ organisation: 'markorg', role: text('markorg', 'metrole') }],
    }),
  ],
  markfile: [
    'attachment',
    (id) => ({
      title: text(id, 'title'),
      fileName: `${mark(id, 'file')}.pdf`,
      mediaType: 'application/pdf',
      about: ['marknote'],
    }),
  ],
};

export const markedIds: readonly string[] = Object.keys(makers);

/** Records that a brief of the marked city or study prints when its reader may see them. */
export const printedIds = markedIds.filter(
  (id) =>
    ![
      'markcontact',
      'marknote',
      'markmission',
      'markfile',
      'markmeasure',
      'markprogramme',
      'markconcept',
    ].includes(id),
);

/** A public city with records around it; each of them is seen by whom `visibilities` says. */
export function markedRecords(visibilities: Readonly<Record<string, Visibility>>): RegistryRecord[] {
  const common = { createdAt: '2025-01-01', confidence: 'public' as const };
  const around = Object.entries(makers).map(
    ([id, [kind, make]], index): RegistryRecord => ({
      ...common,
      ...make(id),
      id,
      kind,
      visibility: visibilities[id] ?? 'public',
      updatedAt: `2025-02-${String(index + 1).padStart(2, '0')}`,
      remarks: text(id, 'remarks'),
      sources: [
        {
          title: mark(id, 'source'),
          url: `https://example.org/${mark(id, 'url')}`,
          note: mark(id, 'sourcenote'),
        },
      ],
    }),
  );
  const country: RegistryRecord = {
    ...common,
    id: 'ID',
    kind: 'country',
    visibility: 'public',
    updatedAt: '2025-01-01',
    sources: [],
    name: { ja: 'インドネシア', en: 'Indonesia' },
  };
  const city: RegistryRecord = {
    ...common,
    id: 'markcity',
    kind: 'city',
    visibility: 'public',
    updatedAt: '2025-01-01',
    sources: [{ title: 'Town hall' }],
    name: { ja: '標本市', en: 'Sample City' },
    country: 'ID',
    lat: -6.2,
    lon: 106.8,
    challenges: ['markconcept'],
    priorityProjects: [{ title: { ja: '事業', en: 'Works' }, sectors: ['markconcept'] }],
  };
  return [country, city, ...around];
}
