import type { Page } from '@playwright/test';
import {
  expect,
  expectAccessible,
  expectOverlayAccessible,
  expectOverlayColoursReadable,
  expectReadableColours,
  test,
  visit,
} from './app.ts';

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
    'mission',
    'missionNote',
    'measure',
    'verdict',
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
  ['relations', '/record/jakarta?tab=relations'],
  ['a timeline', '/record/jakarta?tab=timeline'],
  ['notes and sources', '/record/jakarta?tab=notes'],
  ['a history', '/record/jakarta?tab=history'],
  ['a list with its side panel and filters', '/list/city?country=VN&open=da-nang'],
  ['results of a search', '/search?text=flood'],
  ['a brief of a city', '/briefs?kind=city&ids=da-nang&matching=1'],
  ['an edit form', '/record/jakarta/edit'],
  ['the form of a term', '/record/tech.bus-location/edit'],
  ['a new record form', '/new/followUp?city=jakarta'],
  ['what became of studies', '/list/study?view=afterlife'],
  ['the project funnel', '/pipeline/funnel'],
  ['a team that nobody asked for yet', '/matching/team'],
  ['matching', '/matching'],
  ['organisations for a need', '/matching/need/need.pp-transit'],
  ["organisations for a city's needs", '/matching/city/jakarta'],
  ['needs for an organisation', '/matching/organisation/org.nippon-koei'],
  ['roll-out of a study', '/matching/study/sj2021-jakarta-ocg'],
  ['roll-out of a precedent', '/matching/precedent/dc.mic-r3b'],
  ['past runs of matching', '/matching/runs'],
  ['settings of matching', '/matching/settings'],
  ['a team', '/matching/team?needs=need.pp-transit'],
  ['organisations by cities', '/relations'],
  ['missions', '/mission'],
  ['files of a record', '/record/jakarta?tab=files'],
  ['briefs', '/briefs'],
  ['import', '/import'],
  ['duplicates', '/duplicates?kind=organisation'],
  ['two records side by side', '/merge?keep=org.nippon-koei&other=org.fujitsu'],
  ['sync, not set up', '/sync'],
  ['conflicts, none', '/sync/conflicts'],
  ['connection of sync', '/sync/connection'],
  ['changes', '/activity'],
  ['removed records, none', '/removed'],
  ['settings', '/settings'],
];

/** What opens over a view when it is asked for. */
function overlays(desk: Page): Readonly<Record<string, () => Promise<void>>> {
  const press = (name: string | RegExp) => desk.getByRole('button', { name }).click();
  return {
    'language menu': () => press(/Language|言語/),
    'theme menu': () => press(/Light or dark|画面の明るさ/),
    'columns menu': () => press(/^(Columns|列)$/),
    'group menu': () => press(/^(Group|見出し)/),
    'filter menu': () => press(/^(Add filter|絞り込みを追加)$/),
    'export menu': () => press(/^(Export list|一覧を書き出す)$/),
    palette: async () => {
      await desk.keyboard.press('Control+k');
      await expect(desk.getByRole('combobox')).toBeFocused();
      await desk.keyboard.type('jakarta');
      await expect(desk.getByRole('option').first().locator('mark').first()).toBeVisible();
    },
  };
}

test.describe.configure({ mode: 'parallel' });

/** What is shown as it is, then its colours in the dark: the rest is the same in both. */
async function inBothThemes(desk: Page, check: () => Promise<void>, checkColours: () => Promise<void>) {
  await check();
  await desk.emulateMedia({ colorScheme: 'dark' });
  await expect(desk.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await checkColours();
  await desk.emulateMedia({ colorScheme: 'light' });
  await expect(desk.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'light');
}

const smallestWindow = { width: 1024, height: 700 };

async function expectHeadingAndNoOverflow(desk: Page, name: string) {
  await expect.soft(desk.getByRole('heading', { level: 1 }), name).not.toBeEmpty();
  const overflow = await desk.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect.soft(overflow, `${name} is wider than the window`).toBeLessThanOrEqual(0);
}

/** Opens one thing after another over a list, and closes each by Escape; menus are walked by keyboard. */
async function openEachOverlay(desk: Page, check: (name: string) => Promise<void>) {
  await visit(desk, '/list/city');
  for (const [name, open] of Object.entries(overlays(desk))) {
    await test.step(name, async () => {
      await open();
      await expect(desk.getByRole('menu').or(desk.getByRole('dialog'))).toBeVisible();
      await check(name);
      if (name.endsWith('menu')) {
        await desk.keyboard.press('ArrowDown');
        await expect.soft(desk.getByRole('menu').locator(':focus'), `${name} by keyboard`).toHaveCount(1);
      }
      await desk.keyboard.press('Escape');
      await expect(desk.getByRole('menu').or(desk.getByRole('dialog'))).toHaveCount(0);
    });
  }
}

// What axe reads is the same in every language but for the words, whose completeness test/i18n holds: one language is
// enough for it. The two halves run side by side.
test.describe('in Japanese', () => {
  test.use({ theme: 'system', uiLanguage: 'ja' });
  for (const half of [0, 1]) {
    test(`every view has a heading, fits, and is accessible in light and dark (${half + 1} of 2)`, async ({
      desk,
    }) => {
      test.setTimeout(900_000);
      await desk.setViewportSize(smallestWindow);
      for (const [name, route] of views.filter((_view, index) => index % 2 === half)) {
        await test.step(name, async () => {
          await visit(desk, route);
          await expectHeadingAndNoOverflow(desk, name);
          await inBothThemes(
            desk,
            () => expectAccessible(desk, name),
            () => expectReadableColours(desk, `${name}, dark`),
          );
        });
      }
      if (half === 0) {
        await openEachOverlay(desk, (name) =>
          inBothThemes(
            desk,
            () => expectOverlayAccessible(desk, name),
            () => expectOverlayColoursReadable(desk, `${name}, dark`),
          ),
        );
      }
    });
  }
});

test.describe('in English', () => {
  test.use({ uiLanguage: 'en' });
  test('every view has a heading and fits the smallest window', async ({ desk }) => {
    test.setTimeout(900_000);
    await desk.setViewportSize(smallestWindow);
    for (const [name, route] of views) {
      await test.step(name, async () => {
        await visit(desk, route);
        await expectHeadingAndNoOverflow(desk, name);
      });
    }
    await openEachOverlay(desk, async () => {});
  });
});
