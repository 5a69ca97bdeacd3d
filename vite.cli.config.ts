import { readdirSync, rmSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import manifest from './package.json' with { type: 'json' };

const outDirectory = 'out/cli';

/** Files of earlier builds are kept this long, for processes that still run and load their parts late. */
const keepMinutes = 60;

/**
 * Packages that nearly every command needs are built in: reading their hundreds of small files takes four times as
 * long as everything else that `musubi list` does. The others bring binaries, or load late and rarely.
 */
const builtIn = /^(@orpc\/|commander$|drizzle-orm$|env-paths$|fastest-levenshtein$|zod$)/;

const external = Object.keys(manifest.dependencies).filter((name) => !builtIn.test(name));

function isExternal(id: string, importer?: string): boolean {
  if (lateModule(id, importer) !== undefined) return false;
  if (id.startsWith('node:') || builtinModules.includes(id)) {
    return true;
  }
  return external.some((name) => id === name || id.startsWith(`${name}/`));
}

/** A rebuild must not pull away the files of a running `musubi serve`, so old ones go only after a while. */
function sweepOldFiles(): Plugin {
  return {
    name: 'sweep-old-files',
    closeBundle() {
      const limit = Date.now() - keepMinutes * 60_000;
      for (const entry of readdirSync(outDirectory, { recursive: true, withFileTypes: true })) {
        const path = join(entry.parentPath, entry.name);
        if (entry.isFile() && statSync(path).mtimeMs < limit) {
          rmSync(path);
        }
      }
    },
  };
}

/**
 * Where the commands that people wait for begin (list, show, add, set). All that these need is one part: one file
 * is read faster than fifty.
 */
const registryCommands =
  /\/src\/(cli\/(run|commands\/registry|createShell|openPrinters)|host\/services)\.ts$/;

/** What is imported from `node:crypto` in the parts; a name that is missing here fails the build. */
const cryptoNames = [
  'createCipheriv',
  'createDecipheriv',
  'createHash',
  'createHmac',
  'hash',
  'hkdfSync',
  'randomBytes',
  'randomFillSync',
  'randomUUID',
  'scrypt',
  'timingSafeEqual',
];

/**
 * Modules of Node that a list or a record is shown without, by the name of what stands for them here until they are
 * used. commander loads `node:child_process`, and with it Node's network code, for commands that are programs of their
 * own, of which `musubi` has none; `node:crypto` brings ciphers and keys of every sort for the few parts that need one.
 */
const lateModules: Readonly<Record<string, string>> = {
  '\0late-child-process': `export default { get spawn() { return process.getBuiltinModule('node:child_process').spawn } };`,
  '\0late-crypto': cryptoNames
    .map(
      (name) =>
        `export const ${name} = (...given) => process.getBuiltinModule('node:crypto').${name}(...given);`,
    )
    .join('\n'),
};

function lateModule(id: string, importer?: string): string | undefined {
  if (id === 'node:crypto' && !importer?.includes('/node_modules/')) return '\0late-crypto';
  const isOfCommander = importer?.includes('/node_modules/commander/') ?? false;
  return id === 'node:child_process' && isOfCommander ? '\0late-child-process' : undefined;
}

function loadNodeModulesLate(): Plugin {
  return {
    name: 'load-node-modules-late',
    enforce: 'pre',
    resolveId: (id, importer) => lateModule(id, importer),
    load: (id) => lateModules[id],
  };
}

/**
 * The `musubi` command: src/cli/main.ts as one small entry with parts that load when a command needs them. The parts
 * are CommonJS, which Node loads faster than ES modules. Both halve what `musubi list` takes beyond Node's own start
 * (docs/benchmarks.md).
 */
export default defineConfig({
  plugins: [loadNodeModulesLate(), sweepOldFiles()],
  publicDir: false,
  build: {
    ssr: 'src/cli/main.ts',
    outDir: outDirectory,
    emptyOutDir: false,
    target: 'node24',
    minify: false,
    sourcemap: true,
    rolldownOptions: {
      external: isExternal,
      output: {
        format: 'cjs',
        codeSplitting: { groups: [{ name: 'registry', test: registryCommands }] },
        entryFileNames: 'musubi.cjs',
        chunkFileNames: 'parts/[name]-[hash].cjs',
      },
    },
  },
  ssr: { noExternal: true, external },
});
