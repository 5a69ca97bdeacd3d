import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseSync, Visitor } from 'vite';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** Attributes whose text a person reads or hears. */
const readAttributes = new Set([
  'alt',
  'title',
  'label',
  'placeholder',
  'description',
  'error',
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'aria-valuetext',
]);

/** Letters that are not shown but recognised in what people type. */
const recognised: Readonly<Record<string, readonly string[]>> = {
  'src/ui/features/records/form/partialDate.ts': ['元'],
};

const letters = /\p{L}/u;
const japanese = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

interface Literal {
  readonly place: string;
  readonly text: string;
}

function sourceFiles(): readonly string[] {
  return readdirSync(join(root, 'src/ui'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

/** Texts for people that stand in a source file: between tags, in read attributes, and Japanese anywhere. */
function textsIn(file: string, source: string): readonly Literal[] {
  const found: Literal[] = [];
  const note = (start: number, text: string) => {
    if (recognised[file]?.includes(text)) return;
    const line = source.slice(0, start).split('\n').length;
    found.push({ place: `${file}:${line}`, text: text.trim() });
  };
  const { program, errors } = parseSync(file, source);
  expect(errors, file).toEqual([]);
  new Visitor({
    JSXText(node) {
      if (letters.test(node.value)) note(node.start, node.value);
    },
    JSXAttribute(node) {
      const name = node.name.type === 'JSXIdentifier' ? node.name.name : '';
      const value = node.value;
      if (!readAttributes.has(name) || !value) return;
      const literal = value.type === 'JSXExpressionContainer' ? value.expression : value;
      if (literal.type === 'Literal' && typeof literal.value === 'string' && letters.test(literal.value)) {
        note(literal.start, literal.value);
      }
      if (literal.type === 'TemplateLiteral') {
        for (const part of literal.quasis) if (letters.test(part.value.raw)) note(part.start, part.value.raw);
      }
    },
    Literal(node) {
      if (typeof node.value === 'string' && japanese.test(node.value)) note(node.start, node.value);
    },
    TemplateElement(node) {
      if (japanese.test(node.value.raw)) note(node.start, node.value.raw);
    },
  }).visit(program);
  return found;
}

describe('texts for people', () => {
  it('stand in locales/, not in the code of the window', () => {
    const files = sourceFiles();
    expect(files.length).toBeGreaterThan(50);
    const found = files.flatMap((file) => textsIn(file, readFileSync(join(root, file), 'utf8')));
    expect(found).toEqual([]);
  });

  it.each([
    ['between tags', '<p>Hello</p>', 'Hello'],
    ['in an attribute', '<a aria-label="Close" />', 'Close'],
    ['in an attribute, as an expression', '<a title={"Close"} />', 'Close'],
    ['in a template of an attribute', '<a title={`Page $' + '{n}`} />', 'Page'],
    ['in Japanese anywhere', 'const name = "都市";', '都市'],
    ['in a Japanese template', 'const name = `$' + '{n}件`;', '件'],
  ])('are found %s', (_place, source, text) => {
    expect(textsIn('example.tsx', source).map((literal) => literal.text)).toContain(text);
  });

  it('are not mistaken for punctuation, class names or comments', () => {
    const source = '<p className="quiet" role="note">{t("common:unknown")} · {/* 都市 */} 12</p>';
    expect(textsIn('example.tsx', source)).toEqual([]);
  });
});
