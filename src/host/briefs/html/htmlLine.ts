import type { Inline, Line } from '#core/briefs/briefDocument.ts';
import { languageOfRun, splitByScript } from '#core/briefs/scripts.ts';
import { escapeXml } from '#core/geo/svgText.ts';
import type { UsedLetters } from '../fonts/fontFaces.ts';
import type { FontWeight } from '../fonts/fontFiles.ts';

/** Writes lines of the document as HTML and notes the letters they need. */
export class HtmlLines {
  readonly #language: string;
  readonly #used: UsedLetters;

  constructor(language: string, used: UsedLetters) {
    this.#language = language;
    this.#used = used;
  }

  line(line: Line, weight: FontWeight = 400): string {
    return line.map((run) => this.#run(run, weight)).join('');
  }

  /** Text of the document's own language. */
  plain(text: string, weight: FontWeight = 400): string {
    return this.#text(text, this.#language, weight);
  }

  /** Lines of a cell or a value; one line needs no paragraph of its own. */
  lines(lines: readonly Line[], weight: FontWeight = 400): string {
    const [only] = lines;
    if (only && lines.length === 1) return this.line(only, weight);
    return lines.map((line) => `<p>${this.line(line, weight)}</p>`).join('');
  }

  #run(run: Inline, weight: FontWeight): string {
    switch (run.type) {
      case 'cite': {
        const links = run.numbers.map(
          (number) => `<a href="#source-${number}">${this.plain(String(number), weight)}</a>`,
        );
        const numbers = links.length > 0 ? `[${links.join(', ')}]` : '';
        this.#used.add('[, ]', this.#language, weight);
        const remark = run.remark ? ` <span class="muted">${this.plain(run.remark)}</span>` : '';
        return `<span class="cite">${numbers}${remark}</span>`;
      }
      case 'link':
        return `<a class="address" href="${escapeXml(run.url)}">${this.plain(run.text, weight)}</a>`;
      case 'text': {
        const language = run.lang ?? this.#language;
        const content = this.#text(run.text, language, run.strong ? 700 : weight);
        const tagged = run.lang ? `<span lang="${escapeXml(run.lang)}">${content}</span>` : content;
        if (run.strong) return `<strong>${tagged}</strong>`;
        return run.muted ? `<span class="muted">${tagged}</span>` : tagged;
      }
    }
  }

  #text(text: string, language: string, weight: FontWeight): string {
    return splitByScript(text)
      .map((piece) => {
        const own = languageOfRun(piece, language);
        this.#used.add(piece.text, own, weight);
        const escaped = escapeXml(piece.text).replaceAll('\n', '<br>');
        return own === language ? escaped : `<span lang="${own}">${escaped}</span>`;
      })
      .join('');
  }
}
