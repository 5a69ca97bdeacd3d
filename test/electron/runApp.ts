import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { findBrowser } from '../../src/host/browser/findBrowser.mjs';
import { fillRegistry } from '../support/filledRegistry.ts';
import type { Answer, Commands, Question } from './stand-in/control.ts';

const root = path.resolve(import.meta.dirname, '../..');

/**
 * A pretended machine: a home, and a registry in it, which is there and filled unless the test is about how one comes
 * into being. Several starts may share one.
 */
export class Machine {
  #home: string | null = null;
  readonly #running = new Set<App>();
  readonly #isNew: boolean;

  constructor(options: { registry?: 'filled' | 'none' } = {}) {
    this.#isNew = options.registry === 'none';
  }

  /** Made when it is first asked for: test files are also loaded only to be listed. */
  get home(): string {
    this.#home ??= mkdtempSync(path.join(tmpdir(), 'musubi-electron-'));
    return this.#home;
  }

  get dataDirectory(): string {
    return path.join(this.home, 'registry');
  }

  /** Where the shell keeps its own settings for this registry. */
  shellDirectory(): string {
    const directory = path.join(this.dataDirectory, 'shell');
    mkdirSync(directory, { recursive: true });
    return directory;
  }

  /** What the shell remembers; null before it has written anything. */
  shellSettings(): unknown {
    const file = path.join(this.shellDirectory(), 'shell.json');
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
  }

  /** Puts a lost key of the password manager back. */
  restoreKeychain(key: Uint8Array): void {
    writeFileSync(path.join(this.home, 'keychain'), key);
  }

  /** Starts the built app; resolves when its window shows the page, or when it ended by itself. */
  async start(options: { args?: string[]; environment?: Record<string, string> } = {}): Promise<App> {
    if (!this.#isNew && !existsSync(path.join(this.dataDirectory, 'registry.key')))
      await fillRegistry(this.dataDirectory);
    const app = new App(this, options.args ?? [], options.environment ?? {});
    this.#running.add(app);
    void app.ended.then(() => this.#running.delete(app));
    await app.opened;
    return app;
  }

  async remove(): Promise<void> {
    await Promise.all([...this.#running].map((app) => app.stop()));
    rmSync(this.home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** The built app in its stand-in, seen from the test. */
export class App {
  /** Everything the app wrote to its standard error. */
  log = '';
  readonly ended: Promise<number>;
  readonly opened: Promise<void>;
  readonly #process: ChildProcess;
  readonly #questions = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  #browser: Browser | null = null;
  #lastQuestion = 0;

  constructor(machine: Machine, args: string[], environment: Record<string, string>) {
    const main = path.join(root, 'out', 'main', 'index.js');
    const browser = findBrowser();
    if (!existsSync(main) || browser === null) {
      throw new Error(browser === null ? 'There is no Chromium' : 'The app is not built: npm run build');
    }
    const register = path.join(import.meta.dirname, 'stand-in', 'register.ts');
    this.#process = spawn(process.execPath, ['--enable-source-maps', '--import', register, main, ...args], {
      stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
      serialization: 'json',
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        STAND_IN_HOME: machine.home,
        STAND_IN_APP_PATH: root,
        STAND_IN_BROWSER: browser,
        MUSUBI_DATA: machine.dataDirectory,
        ...environment,
      },
    });
    this.#process.stderr?.on('data', (data) => {
      this.log += String(data);
    });
    this.#process.on('message', (answer) => this.#settle(answer as Answer));
    this.ended = new Promise((resolve) => {
      this.#process.on('exit', (code) => {
        resolve(code ?? -1);
        for (const question of this.#questions.values()) {
          question.reject(new Error(`The app ended with ${code}\n${this.log}`));
        }
      });
    });
    this.opened = Promise.race([this.#waitForWindow(), this.ended.then(() => undefined)]);
  }

  /** Asks the stand-in; see control.ts. */
  ask<Name extends keyof Commands>(
    command: Name,
    ...args: Parameters<Commands[Name]>
  ): Promise<Awaited<ReturnType<Commands[Name]>>> {
    this.#lastQuestion += 1;
    const question: Question = { id: this.#lastQuestion, command, args };
    return new Promise((resolve, reject) => {
      this.#questions.set(question.id, {
        resolve: (value) => resolve(value as Awaited<ReturnType<Commands[Name]>>),
        reject,
      });
      if (this.#process.connected) {
        this.#process.send(question);
      } else {
        reject(new Error(`The app has ended\n${this.log}`));
      }
    });
  }

  /** The window's page, seen by a Playwright of the test's own. */
  async page(): Promise<Page> {
    this.#browser ??= await chromium.connectOverCDP(await this.ask('debuggingAddress'));
    const page = this.#browser
      .contexts()
      .flatMap((context) => context.pages())
      .find((candidate) => new URL(candidate.url()).hostname === 'app.musubi.localhost');
    if (page === undefined) {
      throw new Error('The window shows no page of the app');
    }
    return page;
  }

  /** Ends the app as a user does, and resolves with its exit status. */
  async quit(): Promise<number> {
    await this.#browser?.close();
    this.#browser = null;
    this.#process.disconnect();
    return await this.ended;
  }

  /** Ends the app as a power cut would. */
  async kill(): Promise<void> {
    await this.#browser?.close();
    this.#browser = null;
    process.kill(await this.ask('browserProcess'), 'SIGKILL');
    this.#process.kill('SIGKILL');
    await this.ended;
  }

  /** Ends the app for sure. */
  async stop(): Promise<void> {
    if (this.#process.exitCode === null && this.#process.connected) {
      const patience = setTimeout(() => this.#process.kill('SIGKILL'), 15_000);
      await this.quit();
      clearTimeout(patience);
    }
  }

  async #waitForWindow(): Promise<void> {
    while (this.#process.exitCode === null && this.#process.signalCode === null) {
      const window = await this.ask('window').catch(() => null);
      if (window?.isVisible) {
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  #settle(answer: Answer): void {
    const question = this.#questions.get(answer.id);
    this.#questions.delete(answer.id);
    if (answer.ok) {
      question?.resolve(answer.value);
    } else {
      question?.reject(new Error(answer.message));
    }
  }
}
