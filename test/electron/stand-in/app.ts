import { EventEmitter } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import path from 'node:path';
import { BrowserWindow } from './browserWindow.ts';
import { closeBrowser, theBrowser } from './chromium.ts';
import { records } from './records.ts';
import { inHome, machine } from './settings.ts';

const LOCK = 'SingletonLock';
const SECOND_STARTS = 'second-starts';

class App extends EventEmitter {
  readonly isPackaged = false;
  readonly #paths = new Map([
    ['userData', inHome('userData')],
    ['documents', inHome('Documents')],
  ]);
  #ready: Promise<void> | null = null;
  #holdsLock = false;

  readonly commandLine = {
    appendSwitch: (name: string, value?: string): void => {
      records.switches.push(value === undefined ? `--${name}` : `--${name}=${value}`);
    },
  };

  getAppPath(): string {
    return machine.appPath;
  }

  getPath(name: string): string {
    const found = this.#paths.get(name);
    if (found === undefined) {
      throw new Error(`The stand-in has no folder called ${name}`);
    }
    mkdirSync(found, { recursive: true });
    return found;
  }

  setPath(name: string, value: string): void {
    this.#paths.set(name, value);
  }

  getPreferredSystemLanguages(): string[] {
    return [...machine.languages];
  }

  configureHostResolver(): void {}

  setAsDefaultProtocolClient(scheme: string): boolean {
    records.protocolClients.push(scheme);
    return true;
  }

  whenReady(): Promise<void> {
    this.#ready ??= theBrowser(records.switches).then(() => {
      this.emit('ready');
    });
    return this.#ready;
  }

  /** A file with the number of the process that holds it; a second start leaves a note for the first and gets false. */
  requestSingleInstanceLock(additionalData?: unknown): boolean {
    const folder = this.getPath('userData');
    const lock = path.join(folder, LOCK);
    const notes = path.join(folder, SECOND_STARTS);
    mkdirSync(notes, { recursive: true });
    if (existsSync(lock) && isRunning(Number(readFileSync(lock, 'utf8')))) {
      const note = { args: process.argv, directory: process.cwd(), additionalData };
      writeFileSync(path.join(notes, `${process.pid}.part`), JSON.stringify(note));
      writeFileSync(path.join(notes, `${process.pid}.json`), JSON.stringify(note));
      return false;
    }
    writeFileSync(lock, String(process.pid));
    this.#holdsLock = true;
    watch(notes, () => this.#readNotes(notes)).unref();
    return true;
  }

  #readNotes(folder: string): void {
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
      const file = path.join(folder, name);
      try {
        const note = JSON.parse(readFileSync(file, 'utf8'));
        rmSync(file);
        this.emit('second-instance', {}, note.args, note.directory, note.additionalData);
      } catch {
        // Still being written; the next event of the folder comes when it is complete.
      }
    }
  }

  quit(): void {
    for (const window of [...BrowserWindow.all]) {
      window.removeAllListeners('closed');
      window.emit('close', { preventDefault: () => undefined });
    }
    let isPrevented = false;
    this.emit('will-quit', {
      preventDefault: () => {
        isPrevented = true;
      },
    });
    if (!isPrevented) {
      this.exit(0);
    }
  }

  exit(code = 0): void {
    if (this.#holdsLock) {
      rmSync(path.join(this.getPath('userData'), LOCK), { force: true });
    }
    void closeBrowser().finally(() => process.exit(code));
  }
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
}

export const app = new App();
