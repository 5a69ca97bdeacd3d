import { expect, expectAccessible, test, visit } from './app.ts';

/** Every view of the app, on real data. */
const views: readonly (readonly [name: string, route: string])[] = [
  ['home', '/'],
  ['map', '/map'],
  ...[
    'city',
    'need',
    'study',
    'followUp',
    'project',
    'mou',
    'organisation',
    'solution',
    'event',
    'programme',
    'precedent',
    'contact',
    'missionNote',
    'measure',
    'country',
    'concept',
  ].map((kind) => [`list of ${kind}`, `/list/${kind}`] as const),
  ['a city', '/record/jakarta'],
  ['a study', '/record/sj2021-jakarta-ocg'],
  ['a need', '/record/need.pp-transit'],
  ['an MoU', '/record/mou-bangsue-2020'],
  ['an organisation', '/record/org.nippon-koei'],
  ['a solution', '/record/sol.jtec-makassar-port'],
  ['an event', '/record/hlm3-2021'],
  ['a programme', '/record/smart-jamp'],
  ['a precedent', '/record/dc.mic-r3b'],
  ['a country', '/record/KH'],
  ['a concept', '/record/ch.flood-river'],
  ['an edit form', '/record/jakarta/edit'],
  ['a new record form', '/new/followUp?city=jakarta'],
  ['briefs', '/briefs'],
  ['changes', '/activity'],
  ['settings', '/settings'],
];

for (const theme of ['light', 'dark'] as const) {
  for (const uiLanguage of ['ja', 'en']) {
    test.describe(`every view in ${uiLanguage}, ${theme}`, () => {
      test.use({ theme, uiLanguage });
      test('has a heading, is accessible, fits the smallest window, and asks nobody else for anything', async ({
        desk,
      }) => {
        test.setTimeout(300_000);
        await desk.setViewportSize({ width: 1024, height: 700 });
        for (const [name, route] of views) {
          await test.step(name, async () => {
            await visit(desk, route);
            await expect(desk.getByRole('heading', { level: 1 }), name).not.toBeEmpty();
            const overflow = await desk.evaluate(() => document.documentElement.scrollWidth - innerWidth);
            expect(overflow, `${name} is wider than the window`).toBeLessThanOrEqual(0);
            await expectAccessible(desk);
          });
        }
      });
    });
  }
}
