import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type HostServices, openServices } from '#host/services.ts';
import { resourcesDirectory, testShell } from '#test/support/testShell.ts';
import { type Corpus, corpusSeed } from '../corpus/corpus.ts';
import { type Filling, fillRegistry } from '../corpus/fillRegistry.ts';

export interface BenchRegistry {
  readonly size: number;
  readonly directory: string;
  readonly filling: Filling;
}

/** What a kept registry was made from; it is made anew when anything of this differs. */
interface Note {
  readonly seed: string;
  readonly size: number;
  readonly filling: Filling;
}

/** A registry of the bundled data and `size` load-test records below `parent`; one kept there is used again. */
export async function prepareRegistry(
  parent: string,
  corpus: Corpus,
  size: number,
  say: (line: string) => void,
): Promise<BenchRegistry> {
  const directory = join(parent, `registry-${size}`);
  const notePath = join(directory, 'bench.json');
  if (existsSync(notePath)) {
    const note = JSON.parse(readFileSync(notePath, 'utf8')) as Note;
    if (note.seed === corpusSeed && note.size === size) return { size, directory, filling: note.filling };
  }
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const services = await openBenchRegistry(directory);
  const filling = fillRegistry(services.store, corpus.synthetic(size), (written) =>
    say(`${written} of ${size} records written`),
  );
  services.store.database.pragma('wal_checkpoint(TRUNCATE)');
  services.close();
  const note: Note = { seed: corpusSeed, size, filling };
  writeFileSync(notePath, JSON.stringify(note));
  return { size, directory, filling };
}

export function openBenchRegistry(directory: string): Promise<HostServices> {
  return openServices({ dataDirectory: directory, resourcesDirectory, shell: testShell });
}
