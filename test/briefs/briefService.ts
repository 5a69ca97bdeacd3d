import type { RegistryRecord } from '#core/records/recordTypes.ts';
import { type BriefService, createBriefService } from '#host/briefs/index.ts';
import { findBrowser } from '#host/browser/findBrowser.mjs';
import { printHtmlToPdf } from '#host/browser/printHtmlToPdf.ts';
import { readerOver, resourcesDirectory, translateOrThrow } from './bundledReader.ts';

/** The brief service over records in memory, on a fixed day. */
export function briefServiceOver(records: readonly RegistryRecord[]): BriefService {
  return createBriefService({
    reader: readerOver(records),
    translate: translateOrThrow,
    resourcesDirectory,
    renderPdf: (html) => printHtmlToPdf(html, findBrowser()),
    today: () => '2025-11-21',
  });
}
