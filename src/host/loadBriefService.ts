import { MusubiError } from '#core/errors/musubiError.ts';
import type { Visibility } from '#core/kinds/choices.ts';
import type { Attachments } from './attachments/attachments.ts';
import type { BriefService } from './briefs/index.ts';
import type { MatchingService } from './matching/index.ts';
import type { HostServices } from './services.ts';
import { localesDirectoryOf } from './text/localesDirectory.ts';
import { Translator } from './text/translator.ts';

/** Pixels: sharp in print at half the width of a page. */
const photoSide = 1_000;

/**
 * Makes the brief service of an open registry; the code that writes documents is loaded only now.
 * @param matching answers for the sections on matching; one of its own where none is given
 */
export async function loadBriefService(
  services: HostServices,
  matching?: MatchingService,
): Promise<BriefService> {
  const [{ createBriefService }, { registryRecordReader }, { Attachments }, matches, { briefMatching }] =
    await Promise.all([
      import('./briefs/index.ts'),
      import('./briefs/registryRecordReader.ts'),
      import('./attachments/attachments.ts'),
      import('./matching/index.ts'),
      import('./matching/briefMatching.ts'),
    ]);
  const { resourcesDirectory, shell } = services.options;
  const attachments = new Attachments(services);
  const translator = new Translator(localesDirectoryOf(resourcesDirectory));
  return createBriefService({
    reader: registryRecordReader(services.store.statements),
    translate: (language) => translator.in(language),
    resourcesDirectory,
    matching: briefMatching(matching ?? new matches.MatchingService(services.store)),
    readPhoto: (id, audience) => readPhoto(attachments, id, audience),
    renderPdf: (html) => shell.renderPdf(html),
    today: () => localDay(new Date()),
  });
}

/** A photo that this device does not have, or cannot read any more, must not stop a report. */
async function readPhoto(attachments: Attachments, id: string, audience: Visibility) {
  try {
    return await attachments.picture(id, audience, photoSide);
  } catch (cause) {
    if (cause instanceof MusubiError) return undefined;
    throw cause;
  }
}

/** The calendar day where this machine stands: what the person at it calls today. */
function localDay(now: Date): string {
  const part = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${part(now.getMonth() + 1)}-${part(now.getDate())}`;
}
