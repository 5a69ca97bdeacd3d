import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { MusubiError } from '#core/errors/musubiError.ts';
import { type DevtoolsPipe, openDevtoolsPipe } from './devtoolsPipe.ts';
import { withoutMakersHosts } from './makersHosts.ts';
import { quietArguments } from './quietArguments.ts';
import { sandboxArguments } from './sandboxArguments.ts';
import { makeWindowProfile, removeWindowProfile } from './windowProfile.ts';

export interface AppWindow {
  /** Resolves when the user has closed the window, or the browser has ended otherwise. */
  readonly closed: Promise<void>;
  /** Closes the window. */
  close(): Promise<void>;
}

export interface AppWindowOptions {
  /** From `findBrowser`. */
  readonly browserPath: string;
  /** The server's address with its one-time secret behind the `#`. */
  readonly address: string;
  /** Further command-line arguments for the browser. */
  readonly extraArguments?: readonly string[];
}

const secondsToAppear = 20;

const targets = z.object({
  targetInfos: z.array(z.object({ targetId: z.string(), type: z.string(), url: z.string() })),
});
const attached = z.object({ sessionId: z.string() });

function started(child: ChildProcess, browserPath: string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (cause) =>
      reject(new MusubiError('BROWSER_MISSING', { browser: browserPath }, { cause })),
    );
  });
}

/** The window's page, as soon as it shows something of the server. */
async function findPage(pipe: DevtoolsPipe, origin: string, signal: AbortSignal): Promise<string> {
  while (!signal.aborted) {
    const { targetInfos } = targets.parse(await pipe.send('Target.getTargets'));
    const page = targetInfos.find((target) => target.type === 'page' && target.url.startsWith(`${origin}/`));
    if (page) {
      return page.targetId;
    }
    await pause(50);
  }
  throw new MusubiError('BROWSER_MISSING', { reason: 'no-window' });
}

/**
 * The command line of a program can be read by every user of the machine, so the secret does not stand there: the
 * window opens at the bare address and is sent to the one with the secret over the browser's own pipe.
 */
async function handOverSecret(pipe: DevtoolsPipe, address: string): Promise<void> {
  const targetId = await findPage(
    pipe,
    new URL(address).origin,
    AbortSignal.timeout(secondsToAppear * 1_000),
  );
  const answer = await pipe.send('Target.attachToTarget', { targetId, flatten: true });
  const { sessionId } = attached.parse(answer);
  await pipe.send('Page.navigate', { url: address }, sessionId);
  await pipe.send('Target.detachFromTarget', { sessionId });
}

/** On macOS a browser lives on without windows: it is ended when the page is gone. */
function endWithPage(pipe: DevtoolsPipe, origin: string, child: ChildProcess): void {
  if (process.platform !== 'darwin') {
    return;
  }
  const watch = setInterval(async () => {
    const answer = await pipe.send('Target.getTargets').catch(() => ({ targetInfos: [] }));
    if (!targets.parse(answer).targetInfos.some((target) => target.url.startsWith(`${origin}/`))) {
      clearInterval(watch);
      child.kill();
    }
  }, 1_000);
  child.once('exit', () => clearInterval(watch));
}

/**
 * Opens the user interface in a window of its own, without address bar and tabs, in a browser that keeps nothing: its
 * profile is made for this window and removed with it.
 *
 * @throws MusubiError `BROWSER_MISSING` when the browser does not start or shows no window
 */
export async function openAppWindow(options: AppWindowOptions): Promise<AppWindow> {
  const { browserPath, address, extraArguments = [] } = options;
  const profile = await makeWindowProfile();
  const child = spawn(
    browserPath,
    [
      ...quietArguments,
      ...sandboxArguments(),
      `--user-data-dir=${profile}`,
      withoutMakersHosts,
      // Otherwise a bar above the page warns of the argument before.
      '--test-type',
      '--remote-debugging-pipe',
      '--window-size=1440,900',
      ...extraArguments,
      `--app=${new URL(address).origin}/`,
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const closed = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  }).then(() => removeWindowProfile(profile));

  async function close(): Promise<void> {
    child.kill();
    await closed;
  }

  try {
    await started(child, browserPath);
    const [, , , toBrowser, fromBrowser] = child.stdio;
    const pipe = openDevtoolsPipe(toBrowser as Writable, fromBrowser as Readable);
    await handOverSecret(pipe, address);
    endWithPage(pipe, new URL(address).origin, child);
  } catch (error) {
    await close();
    throw error instanceof MusubiError
      ? error
      : new MusubiError('BROWSER_MISSING', { browser: browserPath }, { cause: error });
  }
  return { closed, close };
}
