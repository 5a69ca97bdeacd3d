import type { BriefService } from './briefs/index.ts';
import type { HostServices } from './services.ts';
import { localesDirectoryOf } from './text/localesDirectory.ts';
import { Translator } from './text/translator.ts';

/** Makes the brief service of an open registry; the code that writes documents is loaded only now. */
export async function loadBriefService(services: HostServices): Promise<BriefService> {
  const [{ createBriefService }, { registryRecordReader }] = await Promise.all([
    import('./briefs/index.ts'),
    import('./briefs/registryRecordReader.ts'),
  ]);
  const { resourcesDirectory, shell } = services.options;
  const translator = new Translator(localesDirectoryOf(resourcesDirectory));
  return createBriefService({
    reader: registryRecordReader(services.store.statements),
    translate: (language) => translator.in(language),
    resourcesDirectory,
    renderPdf: (html) => shell.renderPdf(html),
    today: () => localDay(new Date()),
  });
}

/** The calendar day where this machine stands: what the person at it calls today. */
function localDay(now: Date): string {
  const part = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${part(now.getMonth() + 1)}-${part(now.getDate())}`;
}
