import type { Session } from './session.ts';
import { writeOutput } from './writeOutput.ts';

/** What a document that was asked for as a file came to. */
export interface WrittenDocument {
  readonly file: Uint8Array;
  readonly pages?: number | undefined;
  readonly records: readonly { readonly kind: string; readonly id: string }[];
  readonly unseenVetoes: number;
}

/**
 * Writes a brief or an answer of matching where the person wants it, and says so in the same words.
 * @param warning the text of `briefs` that tells of unseen vetoes
 */
export async function answerDocument(
  session: Session,
  out: string,
  document: WrittenDocument,
  warning = 'unseenVetoes',
) {
  const path = await writeOutput(out, document.file);
  session.result({
    file: path,
    bytes: document.file.length,
    ...(document.pages === undefined ? {} : { pages: document.pages }),
    records: document.records,
    withheld: 0,
  });
  session.print(path);
  if (document.unseenVetoes > 0) await noteUnseenVetoes(session, document.unseenVetoes, warning);
}

/** On standard error: the file itself must not tell. */
async function noteUnseenVetoes(session: Session, count: number, warning: string) {
  const { translatorOf } = await import('./translatorOf.ts');
  const translate = translatorOf(session);
  session.note(translate(`briefs:${warning}`, { count, formatted: count.toLocaleString(session.language) }));
}
