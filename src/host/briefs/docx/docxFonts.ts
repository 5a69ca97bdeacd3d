import type { IFontAttributesProperties } from 'docx';
import { languageOfRun, type Script, type ScriptRun } from '#core/briefs/scripts.ts';

/**
 * Fonts that come with Windows and Office, since a Word file brings none along. Each run names a font for all of Word's
 * classes of characters, so that it does not matter to which class a program counts its letters.
 */
const scriptFonts: Readonly<Record<Exclude<Script, 'latin'>, string>> = {
  japanese: 'Yu Gothic',
  thai: 'Leelawadee UI',
  lao: 'Leelawadee UI',
  khmer: 'Leelawadee UI',
  myanmar: 'Myanmar Text',
  tamil: 'Nirmala UI',
};

const regions: Readonly<Record<string, string>> = {
  ja: 'ja-JP',
  en: 'en-US',
  id: 'id-ID',
  ms: 'ms-MY',
  th: 'th-TH',
  vi: 'vi-VN',
  fil: 'fil-PH',
  km: 'km-KH',
  lo: 'lo-LA',
  my: 'my-MM',
  ta: 'ta-IN',
  zh: 'zh-CN',
};

/** The tag that Word knows a language by. */
export function wordLanguage(language: string): string {
  return regions[language] ?? language;
}

/** The font of one script in a document of one language. */
export function officeFont(script: Script, language: string): string {
  if (script !== 'latin') return scriptFonts[script];
  return language === 'ja' ? scriptFonts.japanese : 'Calibri';
}

export function documentFonts(language: string): IFontAttributesProperties {
  const latin = officeFont('latin', language);
  return { ascii: latin, hAnsi: latin, eastAsia: scriptFonts.japanese, cs: scriptFonts.thai };
}

export interface ScriptMarks {
  readonly font?: IFontAttributesProperties;
  readonly language?: {
    readonly value?: string;
    readonly eastAsia?: string;
    readonly bidirectional?: string;
  };
}

/** What a run of one script needs besides the document's own font and language. */
export function scriptMarks(run: ScriptRun, language: string, documentLanguage: string): ScriptMarks {
  const own = languageOfRun(run, language);
  const tag = wordLanguage(own);
  if (run.script === 'latin') return own === documentLanguage ? {} : { language: { value: tag } };
  const name = scriptFonts[run.script];
  const font = { ascii: name, hAnsi: name, eastAsia: name, cs: name };
  if (run.script === 'japanese') {
    return own === documentLanguage ? {} : { font, language: { value: tag, eastAsia: tag } };
  }
  return { font, language: { value: tag, bidirectional: tag } };
}
