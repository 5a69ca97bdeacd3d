import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commonFields } from '#core/kinds/common.ts';
import { type FieldDefinition, kindNames, type PartType } from '#core/kinds/fieldTypes.ts';
import { definitionOf, fieldsOf } from '#core/kinds/index.ts';

type Tree = { readonly [key: string]: string | Tree };

function load(language: string, namespace: string): Tree {
  const file = new URL(`../../locales/${language}/${namespace}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Tree;
}

function at(tree: Tree, ...path: readonly string[]): string | Tree | undefined {
  let here: string | Tree | undefined = tree;
  for (const key of path) {
    if (typeof here !== 'object' || !Object.hasOwn(here, key)) return undefined;
    here = here[key];
  }
  return here;
}

function choicesOf(definition: FieldDefinition | PartType): readonly string[] {
  return 'choices' in definition ? (definition.choices ?? []) : [];
}

function shapeOf(definition: FieldDefinition): Readonly<Record<string, PartType>> {
  return definition.type === 'object' || definition.type === 'objects' ? definition.shape : {};
}

function paths(tree: Tree, prefix = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [prefix + key] : paths(value, `${prefix}${key}.`),
  );
}

describe.each(['ja', 'en'])('labels in %s', (language) => {
  const kindTexts = load(language, 'kinds');
  const fieldTexts = load(language, 'fields');
  const choiceTexts = load(language, 'choices');

  it('names every kind in singular and plural and says what it is', () => {
    const missing = kindNames.flatMap((kind) =>
      ['one', 'other', 'about'].filter((form) => !at(kindTexts, kind, form)).map((form) => `${kind}.${form}`),
    );
    expect(missing).toEqual([]);
  });

  it('names every field of every kind, and the fields that all records have', () => {
    const missing = kindNames.flatMap((kind) =>
      Object.keys(definitionOf(kind).fields)
        .filter((field) => typeof at(fieldTexts, kind, field) !== 'string')
        .map((field) => `${kind}.${field}`),
    );
    const missingCommon = Object.keys(commonFields).filter(
      (field) => typeof at(fieldTexts, 'common', field) !== 'string',
    );
    expect([...missing, ...missingCommon]).toEqual([]);
  });

  it('gives no two fields of a kind the same name: an exported column would not find its way back', () => {
    const twice = kindNames.flatMap((kind) => {
      const names = Object.keys(fieldsOf(kind)).map(
        (field) => at(fieldTexts, kind, field) ?? at(fieldTexts, 'common', field),
      );
      return names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${kind}: ${name}`);
    });
    expect(twice).toEqual([]);
  });

  it('names every part of every structured value', () => {
    const missing = kindNames.flatMap((kind) =>
      Object.entries(fieldsOf(kind)).flatMap(([field, definition]) => {
        const owner = Object.hasOwn(commonFields, field) ? 'common' : kind;
        return Object.keys(shapeOf(definition))
          .filter((part) => typeof at(fieldTexts, 'parts', owner, field, part) !== 'string')
          .map((part) => `parts.${owner}.${field}.${part}`);
      }),
    );
    expect(missing).toEqual([]);
  });

  it('names every choice, in a group of the kind and field or in the group of the field', () => {
    const named = (groups: readonly string[], value: string) =>
      groups.some((group) => typeof at(choiceTexts, group, value) === 'string');
    const missing = kindNames.flatMap((kind) =>
      Object.entries(fieldsOf(kind)).flatMap(([field, definition]) => [
        ...choicesOf(definition)
          .filter((value) => !named([`${kind}-${field}`, field], value))
          .map((value) => `${kind}-${field}.${value}`),
        ...Object.entries(shapeOf(definition)).flatMap(([part, partType]) =>
          choicesOf(partType)
            .filter((value) => !named([`${kind}-${field}-${part}`, part], value))
            .map((value) => `${kind}-${field}-${part}.${value}`),
        ),
      ]),
    );
    expect(missing).toEqual([]);
  });

  it('explains only fields that exist', () => {
    const help = at(fieldTexts, 'help');
    const stray = Object.entries(typeof help === 'object' ? help : {}).flatMap(([owner, texts]) =>
      Object.keys(texts).filter((field) => typeof at(fieldTexts, owner, field) !== 'string'),
    );
    expect(stray).toEqual([]);
  });
});

/** Japanese has one plural form, English two: `rows_one` and `rows_other` are the same key. */
const withoutPlurals = (keys: readonly string[]) => [
  ...new Set(keys.map((key) => key.replace(/_(zero|one|two|few|many|other)$/, ''))),
];

it.each(['kinds', 'fields', 'choices', 'records', 'briefs'])(
  '%s has the same keys in both languages',
  (namespace) => {
    expect(withoutPlurals(paths(load('en', namespace))).sort()).toEqual(
      withoutPlurals(paths(load('ja', namespace))).sort(),
    );
  },
);
