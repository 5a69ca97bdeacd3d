import { createShell } from '#cli/createShell.ts';
import { openPrinters } from '#cli/openPrinters.ts';
import { findBrowser } from '#host/browser/findBrowser.mjs';
import { loadBriefService } from '#host/loadBriefService.ts';
import { openServices } from '#host/services.ts';
import { formatTable } from '#test/bench/matching/table.ts';
import { resourcesDirectory } from '#test/support/testShell.ts';
import { figure } from './measure.ts';

export interface BriefFigures {
  readonly brief: string;
  readonly pages: number;
  readonly first: number;
  readonly second: number;
}

/** A brief as PDF, in Japanese and for government, from the registry opened to the finished bytes. */
export async function measureBriefs(directory: string): Promise<BriefFigures[]> {
  if (findBrowser() === null) return [];
  const services = await openServices({
    dataDirectory: directory,
    resourcesDirectory,
    shell: createShell('cli', { language: 'en', resourcesDirectory }),
  });
  const figures: BriefFigures[] = [];
  for (const [kind, id] of [
    ['city', 'jakarta'],
    ['study', 'sj2021-phnom-penh-bus-shelter'],
  ] as const) {
    const render = async () => {
      const started = performance.now();
      const service = await loadBriefService(services);
      const { pages } = await service.render(
        { kind, ids: [id], language: 'ja', audience: 'government', format: 'pdf' },
        { onProgress: () => {} },
      );
      return { milliseconds: performance.now() - started, pages: pages ?? 0 };
    };
    const first = await render();
    const second = await render();
    // Each brief begins with a printer that has to be started.
    await openPrinters.close();
    figures.push({
      brief: `${kind} ${id}`,
      pages: first.pages,
      first: first.milliseconds,
      second: second.milliseconds,
    });
  }
  services.close();
  return figures;
}

export function briefsTable(figures: readonly BriefFigures[]): string {
  return formatTable(
    ['Brief as PDF', 'Pages', 'First ms', 'Second ms'],
    figures.map(({ brief, pages, first, second }) => [brief, String(pages), figure(first), figure(second)]),
  );
}
