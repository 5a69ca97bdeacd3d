import { resolve } from 'node:path';
import { type HostShell, keyFileVault } from '#host/shell.ts';

export const resourcesDirectory = resolve(import.meta.dirname, '../../resources');

export const testShell: HostShell = {
  kind: 'cli',
  keyVault: keyFileVault,
  renderPdf: async () => {
    throw new Error('this test prints nothing');
  },
};
