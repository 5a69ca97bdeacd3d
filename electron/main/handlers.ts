import { type BrowserWindow, MessageChannelMain, shell } from 'electron';
import { NOTICES } from '../ipc/channelNames.ts';
import type { ChannelHandlers } from '../ipc/channels.ts';
import { mayOpenExternally } from '../shell/decisions/externalLink.ts';
import type { HostProcess } from '../shell/hostProcess.ts';
import { hasMenuIn, type MenuTexts } from '../shell/menuTexts.ts';
import { saveFile } from '../shell/saveFile.ts';
import { logRefusal } from './log.ts';

export interface HandlerOptions {
  window(): BrowserWindow;
  readonly host: HostProcess;
  texts(): MenuTexts;
  setLanguage(language: string): void;
}

/** Lays a line between the window and the host: one port to each. */
export function connectWindow(window: BrowserWindow, host: HostProcess): void {
  const { port1, port2 } = new MessageChannelMain();
  host.connect(port1);
  window.webContents.postMessage(NOTICES.port, null, [port2]);
}

/** What happens behind the door. By now sender and shape of the arguments are checked; their meaning is not. */
export function createHandlers(options: HandlerOptions): ChannelHandlers {
  return {
    connect: async () => {
      connectWindow(options.window(), options.host);
      return null;
    },
    saveFile: (name, bytes) => saveFile(options.window(), options.texts(), name, bytes),
    openExternal: async (link) => {
      const decision = mayOpenExternally(link);
      if (!decision.allowed) {
        logRefusal('external link', decision.reason);
        return false;
      }
      await shell.openExternal(decision.url);
      return true;
    },
    language: async (language) => {
      if (hasMenuIn(language)) {
        options.setLanguage(language);
      }
      return null;
    },
  };
}
