import { expect, type Page, test } from '@playwright/test';
import { callFromPage, connectFromPage } from './pageClient.ts';
import { type App, Machine } from './runApp.ts';

interface Rendered {
  file: { fileName: string; mediaType: string; data: string };
  pages?: number;
}

/** Renders a brief from the page and follows the job to its end. */
async function renderBrief(page: Page, request: object): Promise<{ steps: number; result: Rendered }> {
  return await page.evaluate(async (input) => {
    const client = (globalThis as unknown as { testClient: { brief: { render(value: object): unknown } } })
      .testClient;
    const job = (await client.brief.render(input)) as AsyncIterable<
      { type: 'progress' } | { type: 'done'; result: Rendered }
    >;
    let steps = 0;
    for await (const event of job) {
      if (event.type === 'done') {
        return { steps, result: event.result };
      }
      steps += 1;
    }
    throw new Error('The job ended without a result');
  }, request);
}

test.describe('a brief as PDF', () => {
  const machine = new Machine();
  let app: App;
  let page: Page;

  test.beforeAll(async () => {
    app = await machine.start();
    page = await app.page();
    await connectFromPage(page);
  });

  test.afterAll(() => machine.remove());

  test('is printed by a hidden page of the main process, and arrives through the port', async () => {
    const { items } = await callFromPage<{ items: { id: string }[] }>(page, 'search.query', {
      text: 'ハノイ',
      kinds: ['city'],
    });
    const id = items[0]?.id ?? '';
    const request = { kind: 'city', ids: [id], language: 'ja', audience: 'public', format: 'pdf' };
    const { result, steps } = await renderBrief(page, request);
    const bytes = Buffer.from(result.file.data, 'base64');
    expect(result.file.mediaType).toBe('application/pdf');
    expect(bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    expect(bytes.byteLength).toBeGreaterThan(10_000);
    expect(steps).toBeGreaterThan(0);
  });

  test('leaves one window, and no request to the network', async () => {
    expect(await app.ask('windowCount')).toBe(1);
    const records = await app.ask('records');
    expect(records.networkRequests).toEqual([]);
    expect(records.cancelledRequests).toEqual([]);
  });
});
