import { registerHooks } from 'node:module';

/** Loaded with `--import` before the main bundle: from here on `electron` is the stand-in. */
registerHooks({
  resolve: (specifier, context, nextResolve) =>
    specifier === 'electron'
      ? {
          url: new URL('./electronModule.ts', import.meta.url).href,
          format: 'module-typescript',
          shortCircuit: true,
        }
      : nextResolve(specifier, context),
});
