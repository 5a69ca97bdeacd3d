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

function isExternal(id: string): boolean {
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
 * The `musubi` command: src/cli/main.ts as one small entry with parts that load when a command needs them.
 */
export default defineConfig({
  plugins: [sweepOldFiles()],
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
        format: 'es',
        entryFileNames: 'musubi.js',
        chunkFileNames: 'parts/[name]-[hash].js',
      },
    },
  },
  ssr: { noExternal: true, external },
});
