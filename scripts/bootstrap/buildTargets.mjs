/**
 * What there is to build, and from what. `output` is looked for first; `inputs` decide whether it is out of date;
 * `run` is the package command (see run.mjs) that builds it.
 */
export const buildTargets = {
  /** The `musubi` command, browser shell's server included. */
  cli: {
    title: 'the command line',
    output: 'out/cli/musubi.cjs',
    entry: 'src/cli/main.ts',
    inputs: [
      'src',
      'db',
      'locales',
      'resources/data',
      'package.json',
      'package-lock.json',
      'vite.cli.config.ts',
    ],
    isInput: (path) => !path.startsWith('src/ui/'),
    run: ['vite', 'build', '--config', 'vite.cli.config.ts', '--logLevel', 'warn'],
  },
  /** The user interface and the Electron shell around it. */
  app: {
    title: 'the app',
    output: 'out/renderer/index.html',
    entry: 'electron.vite.config.ts',
    inputs: [
      'src',
      'db',
      'electron',
      'locales',
      'resources',
      'package.json',
      'package-lock.json',
      'electron.vite.config.ts',
    ],
    isInput: (path) => !path.startsWith('src/cli/'),
    run: ['electron-vite', 'build', '--logLevel', 'warn'],
  },
};
