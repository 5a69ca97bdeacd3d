/** Writing systems that need a font or a language mark of their own. */
export type Script = 'latin' | 'japanese' | 'thai' | 'lao' | 'khmer' | 'myanmar' | 'tamil';

export interface ScriptRun {
  readonly text: string;
  readonly script: Script;
}

const japanese =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\u30fb\u30fc\uff01-\uff9f\uffe0-\uffee]/u;
const scripts: readonly (readonly [Script, RegExp])[] = [
  ['japanese', japanese],
  ['thai', /\p{Script=Thai}/u],
  ['lao', /\p{Script=Lao}/u],
  ['khmer', /\p{Script=Khmer}/u],
  ['myanmar', /\p{Script=Myanmar}/u],
  ['tamil', /\p{Script=Tamil}/u],
];
/** Characters that take the script of what stands before them: spaces, figures, marks, joiners. */
const neutral = /[\p{M}\p{Cf}\p{Zs}\n\t\u200b]/u;

/** Cuts a text into runs of one writing system each. Joined again they are the text. */
export function splitByScript(text: string): ScriptRun[] {
  const runs: { text: string; script: Script }[] = [];
  for (const character of text) {
    const last = runs.at(-1);
    const script = scriptOf(character);
    if (last && (script === last.script || neutral.test(character))) last.text += character;
    else runs.push({ text: character, script });
  }
  return runs;
}

function scriptOf(character: string): Script {
  return scripts.find(([, pattern]) => pattern.test(character))?.[0] ?? 'latin';
}

const languageOfScript: Readonly<Record<Exclude<Script, 'latin'>, string>> = {
  japanese: 'ja',
  thai: 'th',
  lao: 'lo',
  khmer: 'km',
  myanmar: 'my',
  tamil: 'ta',
};

/** The language of a text that does not say it, where its letters tell; undefined for Latin letters. */
export function languageByScript(text: string): string | undefined {
  let best: { script: Exclude<Script, 'latin'>; length: number } | undefined;
  for (const { text: run, script } of splitByScript(text)) {
    if (script !== 'latin' && run.length > (best?.length ?? 0)) best = { script, length: run.length };
  }
  return best && languageOfScript[best.script];
}

const scriptOfLanguage: Readonly<Record<string, Script>> = {
  ja: 'japanese',
  zh: 'japanese',
  th: 'thai',
  lo: 'lao',
  km: 'khmer',
  my: 'myanmar',
  ta: 'tamil',
};

/** The language of a run in a text of `language`: the text's own where that language is written so. */
export function languageOfRun(run: ScriptRun, language: string): string {
  if (run.script === 'latin') return language;
  const primary = language.split('-')[0] ?? language;
  return scriptOfLanguage[primary] === run.script ? language : languageOfScript[run.script];
}
