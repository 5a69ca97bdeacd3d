import { app } from './app.ts';
import { BrowserWindow } from './browserWindow.ts';
import { browserProcess, debuggingAddress } from './chromium.ts';
import { answers, records } from './records.ts';
import { pressButton } from './system.ts';
import { UtilityProcess } from './utilityProcess.ts';

/** What a test may ask of a running app, over the channel of its process. */
export interface Commands {
  debuggingAddress(): string;
  records(): typeof records;
  answer(given: Partial<typeof answers>): void;
  window(): Promise<WindowState | null>;
  /** Hidden windows count too. */
  windowCount(): number;
  /** As when the user drags the window. */
  moveWindow(bounds: { x: number; y: number; width: number; height: number }): void;
  minimizeWindow(): void;
  maximizeWindow(): void;
  closeWindow(): void;
  /** Loads an address past the navigation guards, as if they had failed. */
  loadPastGuards(url: string): Promise<void>;
  openUrl(url: string): void;
  /** Presses a button of the message box that waits (STAND_IN_HOLD_DIALOGS). */
  pressButton(index: number): void;
  /** Number of Chromium's process, which does not die with this one when that is killed. */
  browserProcess(): number;
  /** Ends the host's process by force, as a power cut would. */
  killHost(): number;
}

export interface WindowState {
  readonly address: string;
  readonly bounds: { x: number; y: number; width: number; height: number };
  readonly isVisible: boolean;
  readonly isMaximized: boolean;
  readonly isMinimized: boolean;
  readonly focusCount: number;
}

function theWindow(): BrowserWindow {
  const [window] = BrowserWindow.all;
  if (window === undefined) {
    throw new Error('There is no window');
  }
  return window;
}

const commands: Commands = {
  debuggingAddress,
  records: () => records,
  answer: (given) => {
    Object.assign(answers, given);
  },
  windowCount: () => BrowserWindow.all.length,
  window: async () => {
    const [window] = BrowserWindow.all;
    return window === undefined
      ? null
      : {
          address: await window.webContents.address(),
          bounds: window.getNormalBounds(),
          isVisible: window.isVisible(),
          isMaximized: window.isMaximized(),
          isMinimized: window.isMinimized(),
          focusCount: window.focusCount,
        };
  },
  moveWindow: (bounds) => theWindow().setBounds(bounds),
  minimizeWindow: () => theWindow().minimize(),
  maximizeWindow: () => theWindow().maximize(),
  closeWindow: () => theWindow().close(),
  loadPastGuards: (url) => theWindow().webContents.loadPastGuards(url),
  openUrl: (url) => {
    app.emit('open-url', { preventDefault: () => undefined }, url);
  },
  pressButton,
  browserProcess,
  killHost: () => {
    const running = [...UtilityProcess.running];
    for (const child of running) {
      child.kill();
    }
    return running.length;
  },
};

export interface Question {
  readonly id: number;
  readonly command: keyof Commands;
  readonly args: unknown[];
}

export type Answer = { id: number; ok: true; value: unknown } | { id: number; ok: false; message: string };

/** Answers the test; without a test on the other end nothing listens. */
export function obeyTest(): void {
  process.on('message', async (question: Question) => {
    const answer = await obey(question);
    if (process.connected) {
      process.send?.(answer, undefined, undefined, () => undefined);
    }
  });
  process.on('disconnect', () => app.quit());
}

async function obey({ id, command, args }: Question): Promise<Answer> {
  try {
    const run = commands[command] as (...values: unknown[]) => unknown;
    return { id, ok: true, value: await run(...args) };
  } catch (error) {
    return { id, ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}
