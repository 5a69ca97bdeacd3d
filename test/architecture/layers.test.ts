import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

type Layer = 'core' | 'contract' | 'host' | 'transport' | 'ui' | 'cli' | 'urbanos' | 'db' | 'electron';

const folders: Record<Layer, string> = {
  core: 'src/core',
  contract: 'src/contract',
  host: 'src/host',
  transport: 'src/transport',
  ui: 'src/ui',
  cli: 'src/cli',
  urbanos: 'src/urbanos',
  db: 'db',
  electron: 'electron',
};

/** The arrows of the house: what each layer may import besides itself. */
const arrows: Record<Layer, readonly Layer[]> = {
  core: [],
  contract: ['core'],
  db: ['core'],
  host: ['core', 'contract', 'db'],
  transport: ['contract', 'core'],
  ui: ['core', 'contract', 'transport'],
  urbanos: ['core'],
  cli: ['core', 'contract', 'db', 'host', 'transport', 'urbanos'],
  electron: ['core', 'contract', 'host', 'transport'],
};

/** Packages that pure code may use; each is itself pure. */
const packagesOfCore: Record<string, string> = {
  'fastest-levenshtein': 'names the nearest known field for a mistyped one',
  'fractional-indexing': 'keys between two keys, for the order of cards on a board',
};

interface Import {
  readonly file: string;
  readonly target: string;
}

function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs|mts)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((file) => !/\.(test|fixture)\.tsx?$/.test(file));
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const pattern =
    /^(?:import|export)\b[^;'"]*\bfrom\s*'([^']+)'|^import\s+'([^']+)'|\bimport\(\s*'([^']+)'/gm;
  return [...text.matchAll(pattern)].map((match) => ({
    file,
    target: match[1] ?? match[2] ?? match[3] ?? '',
  }));
}

function layerOf(path: string): Layer | undefined {
  return (Object.keys(folders) as Layer[]).find(
    (layer) => path.startsWith(`${folders[layer]}${sep}`) || path.startsWith(`${folders[layer]}/`),
  );
}

/** The layer that an import leads to; undefined for packages and Node's own modules. */
function targetLayer({ file, target }: Import): Layer | undefined {
  if (target.startsWith('#')) {
    const [name] = target.slice(1).split('/');
    return name && name in folders ? (name as Layer) : undefined;
  }
  if (!target.startsWith('.')) return undefined;
  return layerOf(relative(root, resolve(root, dirname(file), target)));
}

describe('the arrows between layers', () => {
  for (const layer of Object.keys(folders) as Layer[]) {
    it(`${layer} imports only ${arrows[layer].join(', ') || 'itself'}`, () => {
      const imports = sourceFiles(folders[layer]).flatMap(importsOf);
      expect(imports.length).toBeGreaterThan(0);
      const wrong = imports.filter((found) => {
        const target = targetLayer(found);
        return target !== undefined && target !== layer && !arrows[layer].includes(target);
      });
      expect(wrong).toEqual([]);
    });
  }

  it('core uses no Node, no DOM library and no package but the pure ones named here', () => {
    const packages = sourceFiles(folders.core)
      .flatMap(importsOf)
      .filter(({ target }) => !target.startsWith('.') && !target.startsWith('#'));
    expect(packages.filter(({ target }) => !(target in packagesOfCore))).toEqual([]);
  });

  it('the window uses no Node module', () => {
    const found = sourceFiles(folders.ui).flatMap(importsOf);
    expect(found.filter(({ target }) => target.startsWith('node:'))).toEqual([]);
  });

  it('nothing but electron/ imports electron', () => {
    const others = (Object.keys(folders) as Layer[]).filter((layer) => layer !== 'electron');
    const found = others.flatMap((layer) => sourceFiles(folders[layer]).flatMap(importsOf));
    expect(found.filter(({ target }) => target === 'electron' || target.startsWith('electron/'))).toEqual([]);
  });

  it('reads imports as they are written, so that the checks above can fail', () => {
    const own = importsOf('test/architecture/layers.test.ts').map(({ target }) => target);
    expect(own).toContain('node:fs');
    expect(targetLayer({ file: 'src/core/search/fold.ts', target: '../../host/index.ts' })).toBe('host');
    expect(targetLayer({ file: 'src/core/search/fold.ts', target: '#db/store.ts' })).toBe('db');
  });
});
