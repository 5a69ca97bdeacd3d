import { localesDirectoryOf } from '#host/text/localesDirectory.ts';
import { type Translate, Translator } from '#host/text/translator.ts';
import type { Session } from './session.ts';

/** The words of the language that a command was asked in. Loaded late by what seldom says anything. */
export function translatorOf(session: Pick<Session, 'language' | 'resourcesDirectory'>): Translate {
  return new Translator(localesDirectoryOf(session.resourcesDirectory)).in(session.language);
}
