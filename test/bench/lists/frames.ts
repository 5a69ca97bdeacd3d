import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { findBrowser } from '#host/browser/findBrowser.mjs';
import { percentile } from '../parts/measure.ts';
import { openBenchRegistry } from '../parts/registry.ts';
import { type ListRegistry, listedKind } from './listRegistry.ts';

const program = resolve(import.meta.dirname, '../../../out/cli/musubi.cjs');

export interface FrameFigures {
  readonly size: number;
  readonly list: string;
  readonly motion: string;
  /** Milliseconds until the first rows are painted. */
  readonly ready: number;
  readonly frames: number;
  /** Shares of frames that came more than one and a half, and more than two, sixtieths of a second after the last. */
  readonly late: number;
  readonly dropped: number;
  /** Milliseconds of the window's main thread for a frame: script, style, layout and paint. */
  readonly workMedian: number;
  readonly workP95: number;
}

/** Pixels a frame: reading on with a wheel, and looking for a place far away with the scrollbar. */
const motions = [
  { name: 'wheel, 60 px a frame', step: 60 },
  { name: 'scrollbar, 3,000 px a frame', step: 3_000 },
] as const;
const frames = 300;
/** Milliseconds after which no more frames are asked for: a page that takes a second for one is judged by fewer. */
const longest = 30_000;

/** Above this a page with every row in it takes minutes to open and gigabytes to keep. */
const mostPlainRows = 20_000;

/**
 * Scrolls the list in a real Chromium by script, and beside it the same rows without Musubi: all of them in a plain
 * table, and all of them in blocks that the browser itself passes over while they are out of sight
 * (`content-visibility: auto`).
 */
export async function measureFrames(
  registry: ListRegistry,
  say: (line: string) => void,
): Promise<FrameFigures[]> {
  const executablePath = findBrowser();
  if (executablePath === null) return [];
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const figures: FrameFigures[] = [];
  const note = (found: FrameFigures) => {
    figures.push(found);
    say(JSON.stringify(found));
  };
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en' });
    const ready = await withMusubi(page, registry.directory, async (opened) => {
      for (const { name, step } of motions)
        note({
          ...(await scroll(page, '[role="grid"]', step)),
          size: registry.size,
          list: 'Musubi',
          motion: name,
          ready: opened,
        });
    });
    say(`Musubi: first rows after ${Math.round(ready)} ms`);
    const rows = await plainRows(registry);
    for (const peer of peers) {
      if (peer.onlySmall && registry.size > mostPlainRows) continue;
      const started = performance.now();
      await page.setContent(peer.document(rows), { timeout: 300_000 });
      await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
      );
      const opened = performance.now() - started;
      say(`${peer.name}: first rows after ${Math.round(opened)} ms`);
      for (const { name, step } of motions)
        note({
          ...(await scroll(page, '#list', step)),
          size: registry.size,
          list: peer.name,
          motion: name,
          ready: opened,
        });
    }
  } finally {
    await browser.close();
  }
  return figures;
}

async function withMusubi(
  page: Page,
  directory: string,
  work: (ready: number) => Promise<void>,
): Promise<number> {
  const child = spawn(process.execPath, [program, '--data', directory, 'serve', '--quiet'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const url = await new Promise<string>((done, failed) => {
      child.once('exit', (code) => failed(new Error(`serve ended with ${code}`)));
      child.stdout.setEncoding('utf8').once('data', (line: string) => done(JSON.parse(line).url));
    });
    await page.goto(url);
    await page.waitForSelector('#main');
    const started = performance.now();
    await page.evaluate((kind) => {
      location.hash = `#/list/${kind}`;
    }, listedKind);
    await page.waitForSelector('[role="grid"] tbody a', { timeout: 120_000 });
    const ready = performance.now() - started;
    // What is made once per list, the first order among it, is not part of a frame.
    await page.waitForTimeout(1_000);
    await work(ready);
    return ready;
  } finally {
    child.removeAllListeners('exit');
    child.kill();
  }
}

async function scroll(page: Page, selector: string, step: number) {
  // As text, so that no compiler's helpers are missing in the page.
  const measured = (await page.evaluate(`(async () => {
    let scroller = document.querySelector(${JSON.stringify(selector)});
    while (scroller && scroller.scrollHeight <= scroller.clientHeight + 1) scroller = scroller.parentElement;
    if (!scroller) throw new Error('nothing to scroll');
    const wait = () => new Promise((done) => requestAnimationFrame(done));
    scroller.scrollTop = 0;
    for (let frame = 0; frame < 30; frame += 1) await wait();
    const channel = new MessageChannel();
    let painted;
    channel.port1.onmessage = () => painted?.();
    const gaps = [];
    const work = [];
    let last = await wait();
    let direction = 1;
    const ends = performance.now() + ${longest};
    for (let frame = 0; frame < ${frames} && performance.now() < ends; frame += 1) {
      const begun = performance.now();
      if (scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 1) direction = -1;
      scroller.scrollTop += direction * ${step};
      // The message is taken after the frame has been painted.
      await new Promise((done) => { painted = done; channel.port2.postMessage(0); });
      work.push(performance.now() - begun);
      const now = await wait();
      gaps.push(now - last);
      last = now;
    }
    return { gaps, work };
  })()`)) as { gaps: number[]; work: number[] };
  const share = (limit: number) => measured.gaps.filter((gap) => gap > limit).length / measured.gaps.length;
  return {
    frames: measured.gaps.length,
    late: share(25),
    dropped: share(33.4),
    workMedian: percentile(measured.work, 0.5),
    workP95: percentile(measured.work, 0.95),
  };
}

/** The texts that the list shows of each record. */
async function plainRows({ size, directory }: ListRegistry): Promise<string[][]> {
  const services = await openBenchRegistry(directory);
  const rows: string[][] = [];
  const text = (value: unknown) =>
    (typeof value === 'object' && value !== null
      ? String((value as Record<string, string>).en ?? Object.values(value)[0] ?? '')
      : String(value ?? '')
    ).slice(0, 160);
  for (let offset = 0; offset < size; offset += 5_000) {
    const page = services.reader.list({
      kind: listedKind,
      where: [],
      limit: 5_000,
      offset,
      audience: 'private',
      language: 'en',
      facets: [],
    });
    for (const item of page.items)
      rows.push(
        ['title', 'date', 'about', 'place', 'visibility', 'updatedAt'].map((field) =>
          text(item[field]).replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
        ),
      );
  }
  services.close();
  return rows;
}

interface Peer {
  readonly name: string;
  readonly onlySmall: boolean;
  document(rows: readonly (readonly string[])[]): string;
}

const style = `<style>body{margin:0;font:14px/1.5 sans-serif}#list{height:900px;overflow:auto}
  table{width:100%;table-layout:fixed;border-collapse:separate;border-spacing:0}
  td,.row>span{height:52px;padding:0 12px;border-bottom:1px solid #ccc;overflow:hidden}
  .row{display:grid;grid-template-columns:repeat(6,1fr);content-visibility:auto;contain-intrinsic-size:auto 52px}</style>`;

const peers: readonly Peer[] = [
  {
    name: 'plain table, every row',
    onlySmall: true,
    document: (rows) =>
      `${style}<div id="list"><table>${rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table></div>`,
  },
  {
    name: 'content-visibility, every row',
    onlySmall: false,
    document: (rows) =>
      `${style}<div id="list">${rows.map((cells) => `<div class="row">${cells.map((cell) => `<span>${cell}</span>`).join('')}</div>`).join('')}</div>`,
  },
];
