import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pageSecurityHeaders } from '#contract/contentSecurityPolicy.ts';
import { MusubiError } from '#core/errors/musubiError.ts';
import { findBrowser } from '#host/browser/findBrowser.mjs';
import { openAppWindow } from '#host/browser/openAppWindow.ts';
import { startHost } from '#host/index.ts';
import { localesDirectoryOf } from '#host/text/localesDirectory.ts';
import { Translator } from '#host/text/translator.ts';
import { startLoopbackServer } from '#transport/http/server.ts';
import { wrongUsage } from '../cliError.ts';
import { createShell } from '../createShell.ts';
import { noteUpkeep } from '../noteUpkeep.ts';
import type { Session } from '../session.ts';
import { parsePort, untilStopped } from '../untilStopped.ts';

/** The browser shell: the same host and windows on 127.0.0.1, until it is asked to stop or its window closes. */
export async function serve(session: Session, options: { port?: string; open?: boolean }) {
  const port = parsePort(options.port) ?? 0;
  if (Number.isNaN(port)) throw wrongUsage('--port N');
  const staticDirectory = join(session.resourcesDirectory, '..', 'out', 'renderer');
  if (!existsSync(join(staticDirectory, 'index.html')))
    throw new MusubiError('INPUT_UNREADABLE', { file: staticDirectory });
  const host = startHost({
    dataDirectory: session.dataDirectory,
    resourcesDirectory: session.resourcesDirectory,
    shell: createShell('browser', session),
    onOpening: async ({ reason, records }) =>
      reason === 'upgrade' ? noteUpkeep(session, records) : undefined,
  });
  // What cannot be opened is said here; what takes a while to open, in the window.
  await host.answering;
  const translator = new Translator(localesDirectoryOf(session.resourcesDirectory));
  const server = await startLoopbackServer({
    router: () => host.router(),
    context: () => host.context(),
    staticDirectory,
    pageHeaders: () => pageSecurityHeaders({ onlineMap: host.onlineMap() }),
    doorText: (acceptLanguage) => doorText(translator, acceptLanguage),
    port,
    onError: (error) => reportFailure(error, session),
  });
  const address = server.issueAddress();
  process.stdout.write(`${JSON.stringify({ url: address })}\n`);
  const browserPath = options.open ? findBrowser() : null;
  // Where no window can be opened (a container, a display that is gone), the address just written still works.
  const window = browserPath
    ? await openAppWindow({ browserPath, address }).catch(() => undefined)
    : undefined;
  try {
    await Promise.race([untilStopped(), failureOf(host.opened), ...(window ? [window.closed] : [])]);
  } finally {
    await window?.close();
    await server.close();
    await host.close();
  }
}

/** Rejects as the other does, and never resolves. */
function failureOf(opened: Promise<void>): Promise<never> {
  return opened.then(() => new Promise<never>(() => {}));
}

function doorText(translator: Translator, acceptLanguage: string) {
  const language = acceptLanguage.trim().toLowerCase().startsWith('ja') ? 'ja' : 'en';
  const translate = translator.in(language);
  return {
    language,
    title: translate('door:title'),
    opening: translate('door:opening'),
    secretMissing: translate('door:secretMissing'),
    secretUsed: translate('door:secretUsed'),
    unreachable: translate('door:unreachable'),
  };
}

/** Refusals are answers, not failures; of a failure the log says where, never with whose data. */
function reportFailure(error: unknown, session: Session) {
  const code = (error as { code?: unknown }).code;
  if (code === 'INTERNAL' || code === undefined) session.note(String((error as Error).stack ?? error));
}
