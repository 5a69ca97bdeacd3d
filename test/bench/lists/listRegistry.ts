import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { definitionOf, fieldsOf } from '#core/kinds/index.ts';
import type { Corpus } from '../corpus/corpus.ts';
import { corpusSeed } from '../corpus/corpus.ts';
import { fillRegistry } from '../corpus/fillRegistry.ts';
import { type SyntheticRecord, syntheticPrefix } from '../corpus/syntheticRecords.ts';
import { openBenchRegistry } from '../parts/registry.ts';

/** The kind whose list is measured: what a registry grows by most. */
export const listedKind = 'missionNote';

export interface ListRegistry {
  /** Records of `listedKind`, beside the bundled data. */
  readonly size: number;
  readonly directory: string;
}

/** A registry whose one list has `size` rows, so that the list itself is as long as the figures say. */
export async function prepareListRegistry(
  parent: string,
  corpus: Corpus,
  size: number,
  say: (line: string) => void,
): Promise<ListRegistry> {
  const directory = join(parent, `list-${size}`);
  const notePath = join(directory, 'bench.json');
  const made = JSON.stringify({ seed: corpusSeed, size });
  if (existsSync(notePath) && readFileSync(notePath, 'utf8') === made) return { size, directory };
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const services = await openBenchRegistry(directory);
  fillRegistry(services.store, notes(corpus, size), (written) => say(`${written} of ${size} rows written`));
  services.store.database.pragma('wal_checkpoint(TRUNCATE)');
  services.close();
  writeFileSync(notePath, made);
  return { size, directory };
}

function* notes(corpus: Corpus, size: number): Generator<SyntheticRecord> {
  let made = 0;
  for (const record of corpus.synthetic(Number.MAX_SAFE_INTEGER)) {
    if (record.kind !== listedKind) continue;
    yield { ...record, values: withoutSynthetic(record.values) };
    made += 1;
    if (made === size) return;
  }
}

/** The other load-test records are not there to be pointed to. */
function withoutSynthetic(values: SyntheticRecord['values']): SyntheticRecord['values'] {
  const isSynthetic = (id: unknown) => typeof id === 'string' && id.startsWith(syntheticPrefix);
  const fields = { ...fieldsOf(listedKind), ...definitionOf(listedKind).fields };
  return Object.fromEntries(
    Object.entries(values).flatMap(([field, value]) => {
      const type = fields[field]?.type;
      if (type === 'reference') return isSynthetic(value) ? [] : [[field, value]];
      if (type !== 'references') return [[field, value]];
      const kept = (value as unknown[]).filter((id) => !isSynthetic(id));
      return kept.length > 0 ? [[field, kept]] : [];
    }),
  );
}
