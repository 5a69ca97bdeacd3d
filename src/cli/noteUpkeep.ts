import type { Session } from './session.ts';

/** Says on standard error why a first start after an update takes longer. The words are loaded only then. */
export async function noteUpkeep(
  session: Pick<Session, 'language' | 'resourcesDirectory' | 'note'>,
  records: number,
): Promise<void> {
  const [{ Translator }, { localesDirectoryOf }] = await Promise.all([
    import('#host/text/translator.ts'),
    import('#host/text/localesDirectory.ts'),
  ]);
  const translate = new Translator(localesDirectoryOf(session.resourcesDirectory)).in(session.language);
  session.note(translate('cli:upkeep', { formatted: records.toLocaleString(session.language) }));
}
