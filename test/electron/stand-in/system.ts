import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { answers, records } from './records.ts';
import { inHome, machine } from './settings.ts';

/** The machine's password manager: AES-GCM under a key in the pretended home. */
function keychainKey(): Buffer {
  const file = inHome('keychain');
  if (!existsSync(file)) {
    writeFileSync(file, randomBytes(32), { mode: 0o600 });
  }
  return readFileSync(file);
}

export const safeStorage = {
  isAsyncEncryptionAvailable: async (): Promise<boolean> => machine.passwordStore !== 'none',
  getSelectedStorageBackend: (): string => machine.passwordStore,
  encryptStringAsync: async (text: string): Promise<Buffer> => {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', keychainKey(), nonce);
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), body]);
  },
  decryptStringAsync: async (sealed: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> => {
    const decipher = createDecipheriv('aes-256-gcm', keychainKey(), sealed.subarray(0, 12));
    decipher.setAuthTag(sealed.subarray(12, 28));
    const result = decipher.update(sealed.subarray(28), undefined, 'utf8') + decipher.final('utf8');
    return { result, shouldReEncrypt: false };
  },
};

let heldDialog: ((response: number) => void) | null = null;

/** Answers the message box that waits. */
export function pressButton(index: number): void {
  if (heldDialog === null) {
    throw new Error('No message box is waiting');
  }
  heldDialog(index);
  heldDialog = null;
}

export const dialog = {
  showSaveDialog: async (
    _window: unknown,
    options: { defaultPath: string; filters: { extensions: string[] }[] },
  ): Promise<{ canceled: boolean; filePath: string }> => {
    const extensions = options.filters.flatMap((filter) => filter.extensions);
    records.saveDialogs.push({ defaultPath: options.defaultPath, extensions });
    const filePath = answers.savePaths.shift();
    return { canceled: filePath === undefined, filePath: filePath ?? '' };
  },
  showMessageBox: async (
    _window: unknown,
    options: { message: string; detail?: string; buttons: string[] },
  ): Promise<{ response: number }> => {
    const { message, detail = '', buttons } = options;
    records.messageBoxes.push({ message, detail, buttons });
    if (machine.holdsDialogs) {
      return await new Promise((resolve) => {
        heldDialog = (response) => resolve({ response });
      });
    }
    return { response: answers.buttons.shift() ?? buttons.length - 1 };
  },
};

export const shell = {
  openExternal: async (url: string): Promise<void> => {
    records.openedExternally.push(url);
  },
  openPath: async (file: string): Promise<string> => {
    records.openedPaths.push(file);
    return '';
  },
};

interface MenuTemplateItem {
  label?: string;
}

export const Menu = {
  buildFromTemplate: (template: MenuTemplateItem[]) => ({ template, popup: () => undefined }),
  setApplicationMenu: (menu: { template: MenuTemplateItem[] }): void => {
    records.menuLabels = menu.template.map((item) => item.label ?? '');
  },
};

export const screen = {
  getPrimaryDisplay: () => ({ workArea: machine.displays[0] }),
  getAllDisplays: () => machine.displays.map((workArea) => ({ workArea })),
};

export const nativeTheme = { shouldUseDarkColors: false };

export const protocol = { registerSchemesAsPrivileged: (): void => undefined };
