import type { Session } from './session.ts';
import { writeOutput } from './writeOutput.ts';

/** What a document that was asked for as a file came to. */
export interface WrittenDocument {
  readonly file: Uint8Array;
  readonly pages?: number | undefined;
  readonly records: readonly { readonly kind: string; readonly id: string }[];
}

/** Writes a brief or an answer of matching where the person wants it, and says so in the same words. */
export async function answerDocument(session: Session, out: string, document: WrittenDocument) {
  const path = await writeOutput(out, document.file);
  session.result({
    file: path,
    bytes: document.file.length,
    ...(document.pages === undefined ? {} : { pages: document.pages }),
    records: document.records,
    withheld: 0,
  });
  session.print(path);
}
