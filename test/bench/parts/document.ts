import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

const path = resolve(import.meta.dirname, '../../../docs/benchmarks.md');

/** Puts freshly measured sections between their marks in docs/benchmarks.md; the words around them stay. */
export function writeSections(sections: Readonly<Record<string, string>>) {
  let text = readFileSync(path, 'utf8');
  for (const [name, content] of Object.entries(sections)) {
    const begin = `<!-- begin ${name} -->`;
    const end = `<!-- end ${name} -->`;
    const from = text.indexOf(begin);
    const to = text.indexOf(end);
    if (from < 0 || to < from) throw new Error(`docs/benchmarks.md has no place for ${name}`);
    text = `${text.slice(0, from + begin.length)}\n\n${content}\n\n${text.slice(to)}`;
  }
  writeFileSync(path, text);
}
