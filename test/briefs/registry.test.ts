import { expect, test } from 'vitest';
import { createBriefService } from '#host/briefs/index.ts';
import { registryRecordReader } from '#host/briefs/registryRecordReader.ts';
import { temporaryRegistry } from '../support/temporaryRegistry.ts';
import { bundledRecords, readerOver, resourcesDirectory, translateOrThrow } from './bundledReader.ts';

const common = {
  translate: translateOrThrow,
  resourcesDirectory,
  renderPdf: async () => new Uint8Array(),
  today: () => '2025-11-21',
};

test('a registry in its file gives the same brief as its bundled records', async () => {
  const { store } = await temporaryRegistry();
  const fromFile = createBriefService({ ...common, reader: registryRecordReader(store.statements) });
  const fromMemory = createBriefService({ ...common, reader: readerOver(bundledRecords()) });
  for (const [kind, id] of [
    ['city', 'jakarta'],
    ['city', 'phnom-penh'],
    ['study', 'sj2021-phnom-penh-bus-shelter'],
  ] as const) {
    const request = { kind, ids: [id], language: 'ja', audience: 'public' as const };
    const [file, memory] = [await fromFile.preview(request), await fromMemory.preview(request)];
    expect(file.title).toBe(memory.title);
    expect(file.html).toBe(memory.html);
  }
});
