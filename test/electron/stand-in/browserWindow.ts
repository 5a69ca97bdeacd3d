import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { CDPSession, Page } from 'playwright-core';
import { fromChromium, toChromium } from './addresses.ts';
import { app } from './app.ts';
import { newPage } from './chromium.ts';
import { invokeMain } from './ipcMain.ts';
import type { MessagePortMain } from './messagePorts.ts';
import { PageBridge } from './pageBridge.ts';
import { applyPermissions } from './permissions.ts';
import { records } from './records.ts';
import { type Session, session } from './session.ts';

interface Bounds {
  x: number;
  y: number;
  width: number;
  height: number;
}

interface WebPreferences {
  preload?: string;
  partition?: string;
  javascript?: boolean;
  sandbox?: boolean;
  contextIsolation?: boolean;
  nodeIntegration?: boolean;
  webSecurity?: boolean;
}

type WindowOptions = Partial<Bounds> & { show?: boolean; webPreferences?: WebPreferences };
type WindowOpenHandler = (details: { url: string }) => { action: 'allow' | 'deny' };

interface Opened {
  readonly page: Page;
  readonly devtools: CDPSession;
  readonly bridge: PageBridge | null;
}

let lastContents = 0;

class WebContents extends EventEmitter {
  readonly id: number;
  readonly session: Session;
  /** Loads that the app itself began; they pass no navigation guard, as in Electron. */
  #ownLoads = 0;
  #pastGuards: string | null = null;
  #windowOpenHandler: WindowOpenHandler = () => ({ action: 'allow' });
  #opened: Promise<Opened>;

  constructor(preferences: WebPreferences) {
    super();
    lastContents += 1;
    this.id = lastContents;
    this.session =
      preferences.partition === undefined
        ? session.defaultSession
        : session.fromPartition(preferences.partition);
    this.#opened = this.#open(preferences);
  }

  async #open(preferences: WebPreferences): Promise<Opened> {
    const page = await newPage({
      session: this.session,
      mayNavigate: (url, isMainFrame) => this.#mayNavigate(url, isMainFrame),
      isPastGuards: (url) => url === this.#pastGuards,
    });
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Page.enable');
    if (preferences.javascript === false) {
      await devtools.send('Emulation.setScriptExecutionDisabled', { value: true });
    }
    devtools.on('Page.windowOpen', ({ url }) => {
      const address = fromChromium(url);
      if (this.#windowOpenHandler({ url: address }).action === 'deny') {
        records.deniedWindows.push(address);
      }
    });
    page.on('crash', () => this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 }));
    const bridge =
      preferences.preload === undefined
        ? null
        : await PageBridge.open(page, devtools, readFileSync(preferences.preload, 'utf8'), (invocation) =>
            invokeMain(this, invocation, fromChromium(page.url())),
          );
    return { page, devtools, bridge };
  }

  #mayNavigate(url: string, isMainFrame: boolean): boolean {
    if (isMainFrame && this.#ownLoads > 0) {
      return true;
    }
    let isPrevented = false;
    const details = {
      url,
      isMainFrame,
      isSameDocument: false,
      preventDefault: () => {
        isPrevented = true;
      },
    };
    this.emit('will-frame-navigate', details);
    if (isMainFrame) {
      this.emit('will-navigate', details);
    }
    return !isPrevented;
  }

  async #own<Value>(load: (opened: Opened) => Promise<Value>): Promise<Value> {
    const opened = await this.#opened;
    this.#ownLoads += 1;
    try {
      return await load(opened);
    } finally {
      this.#ownLoads -= 1;
    }
  }

  async loadURL(url: string): Promise<void> {
    await this.#own(async ({ page, devtools }) => {
      if (url.startsWith('musubi://app')) {
        await applyPermissions(devtools, this.session, url);
      }
      await page.goto(toChromium(url));
    });
    this.emit('did-finish-load');
  }

  reload(): void {
    void this.#own(({ page }) => page.reload());
  }

  send(channel: string, ...args: unknown[]): void {
    void this.#opened.then(({ bridge }) => bridge?.send(channel, args));
  }

  postMessage(channel: string, message: unknown, transfer: MessagePortMain[] = []): void {
    void this.#opened.then(({ bridge }) => bridge?.send(channel, [message], transfer));
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.#windowOpenHandler = handler;
  }

  setWebRTCIPHandlingPolicy(): void {}

  async printToPDF(options: {
    printBackground?: boolean;
    preferCSSPageSize?: boolean;
    generateTaggedPDF?: boolean;
    generateDocumentOutline?: boolean;
  }): Promise<Buffer> {
    const { devtools } = await this.#opened;
    const { data } = await devtools.send('Page.printToPDF', {
      paperWidth: 8.27,
      paperHeight: 11.69,
      printBackground: options.printBackground ?? false,
      preferCSSPageSize: options.preferCSSPageSize ?? false,
      generateTaggedPDF: options.generateTaggedPDF ?? false,
      generateDocumentOutline: options.generateDocumentOutline ?? false,
    });
    return Buffer.from(data, 'base64');
  }

  /** For tests: what the window shows, and the load of a page that the guards would not allow. */
  async address(): Promise<string> {
    return fromChromium((await this.#opened).page.url());
  }

  async loadPastGuards(url: string): Promise<void> {
    this.#pastGuards = url;
    await this.loadURL(url);
    this.#pastGuards = null;
  }

  async resize(size: { width: number; height: number }): Promise<void> {
    await (await this.#opened).page.setViewportSize(size);
  }

  async closePage(): Promise<void> {
    await (await this.#opened).page.close();
  }
}

/** A window is a page; place and size are only remembered, and the page is given the size. */
export class BrowserWindow extends EventEmitter {
  static readonly all: BrowserWindow[] = [];

  readonly webContents: WebContents;
  #bounds: Bounds;
  #isVisible: boolean;
  #isMaximized = false;
  #isMinimized = false;
  #isDestroyed = false;
  focusCount = 0;

  constructor(options: WindowOptions = {}) {
    super();
    const preferences = options.webPreferences ?? {};
    if (
      preferences.sandbox !== true ||
      preferences.contextIsolation !== true ||
      preferences.nodeIntegration !== false ||
      preferences.webSecurity !== true
    ) {
      throw new Error('The stand-in plays only sandboxed, isolated pages without Node');
    }
    const { width = 800, height = 600 } = options;
    this.#bounds = { x: options.x ?? 100, y: options.y ?? 100, width, height };
    this.#isVisible = options.show !== false;
    this.webContents = new WebContents(preferences);
    BrowserWindow.all.push(this);
    app.emit('web-contents-created', {}, this.webContents);
    void this.webContents.resize({ width, height }).catch(() => undefined);
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'));
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }

  show(): void {
    this.#isVisible = true;
  }

  focus(): void {
    this.focusCount += 1;
  }

  maximize(): void {
    this.#isMaximized = true;
    this.emit('maximize');
  }

  minimize(): void {
    this.#isMinimized = true;
  }

  restore(): void {
    this.#isMinimized = false;
  }

  isVisible(): boolean {
    return this.#isVisible;
  }

  isMaximized(): boolean {
    return this.#isMaximized;
  }

  isMinimized(): boolean {
    return this.#isMinimized;
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  getNormalBounds(): Bounds {
    return { ...this.#bounds };
  }

  /** As when a person drags the window. */
  setBounds(bounds: Bounds): void {
    this.#bounds = bounds;
    void this.webContents.resize(bounds).catch(() => undefined);
    this.emit('move');
    this.emit('resize');
  }

  close(): void {
    this.emit('close', { preventDefault: () => undefined });
    this.destroy();
  }

  destroy(): void {
    if (this.#isDestroyed) {
      return;
    }
    this.#isDestroyed = true;
    BrowserWindow.all.splice(BrowserWindow.all.indexOf(this), 1);
    void this.webContents.closePage().catch(() => undefined);
    this.emit('closed');
    if (BrowserWindow.all.length === 0) {
      app.emit('window-all-closed');
    }
  }
}
