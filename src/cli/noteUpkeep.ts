import type { Session } from './session.ts';

/**
 * Says on standard error why a first start after an update takes longer, and on a terminal how far it is. The words are
 * loaded only then.
 */
export async function noteUpkeep(
  session: Pick<Session, 'language' | 'resourcesDirectory' | 'note'>,
  records: number,
): Promise<((share: number) => void) | undefined> {
  const { translatorOf } = await import('./translatorOf.ts');
  const translate = translatorOf(session);
  session.note(translate('cli:upkeep', { formatted: records.toLocaleString(session.language) }));
  if (!process.stderr.isTTY) return undefined;
  const percents = new Intl.NumberFormat(session.language, { style: 'percent' });
  return (share) => {
    // The line is written over until it is whole.
    process.stderr.write(`\r${percents.format(Math.floor(share * 100) / 100)}${share < 1 ? '' : '\n'}`);
  };
}
