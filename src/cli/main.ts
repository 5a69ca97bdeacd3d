import { enableCompileCache } from 'node:module';

// Compiled code is kept between starts; it halves the time to the first row.
enableCompileCache();

const { run } = await import('./run.ts');
await run(process.argv.slice(2));
