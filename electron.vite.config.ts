import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

const root = import.meta.dirname;

/**
 * Both shells serve the window at the root of an origin (`musubi://app/`, `http://127.0.0.1:<port>/`), and its
 * router uses real paths: assets must be found from `/cities/hanoi` as from `/`. electron-vite presets relative
 * paths, for pages on `file://`, which this app never uses.
 */
const rootAbsoluteAssets: Plugin = {
  name: 'musubi:root-absolute-assets',
  enforce: 'post',
  config: () => ({ base: '/' }),
};

const ZOD_SETTING = 'virtual:musubi/zod-without-eval';

/**
 * zod tries out whether it may compile validators from text, which the window's policy forbids and reports as a breach.
 * The setting must be made before the first schema is: the entry imports it before everything else.
 */
const zodWithoutEval: Plugin = {
  name: 'musubi:zod-without-eval',
  resolveId: (id) => (id === ZOD_SETTING ? `\0${ZOD_SETTING}` : undefined),
  load: (id) =>
    id === `\0${ZOD_SETTING}` ? "import { config } from 'zod';\nconfig({ jitless: true });" : undefined,
  transform: (code, id) =>
    id === path.join(root, 'src/ui/main.tsx')
      ? { code: `import ${JSON.stringify(ZOD_SETTING)};\n${code}`, map: null }
      : undefined,
};

export default defineConfig({
  main: {
    build: {
      outDir: path.join(root, 'out/main'),
      sourcemap: true,
      rolldownOptions: {
        input: {
          index: path.join(root, 'electron/main/index.ts'),
          host: path.join(root, 'electron/host/index.ts'),
        },
      },
    },
  },
  preload: {
    build: {
      outDir: path.join(root, 'out/preload'),
      // A sandboxed preload script is one CommonJS file that can require nothing but `electron`.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: path.join(root, 'electron/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: path.join(root, 'src/ui'),
    plugins: [react(), rootAbsoluteAssets, zodWithoutEval],
    // The map's worker is a module of its own, so that it needs no `blob:` in the content security policy.
    worker: { format: 'es' },
    server: { fs: { allow: [root] } },
    build: {
      outDir: path.join(root, 'out/renderer'),
      // The browser shell runs in whatever Chromium, Chrome or Edge the machine has.
      target: 'chrome120',
      minify: true,
      // Fonts and icons stay files: the policy allows no `data:` fonts.
      assetsInlineLimit: 0,
      // Fonts for nine scripts and the map library are large, and come from the disk.
      chunkSizeWarningLimit: 4096,
      rolldownOptions: { input: path.join(root, 'src/ui/index.html') },
    },
  },
});
