import { enableCompileCache } from 'node:module';

// Compiled code is kept between starts; it halves the time to the first row.
enableCompileCache();

// The built program is CommonJS, which has no top-level await.
void import('./run.ts').then(({ run }) => run(process.argv.slice(2)));
