import { contextBridge, ipcRenderer } from 'electron';
import { CHANNELS, type ChannelName, type DoorAnswer, NOTICES } from '../ipc/channelNames.ts';
import type { ChannelResults } from '../ipc/channels.ts';
import type { ExposedShell } from './exposed.ts';
import { reportLanguage } from './reportLanguage.ts';
import { showRoute } from './showRoute.ts';

/** Passes a call through the door; what the main process refuses becomes an error with the door's code. */
async function ask<Name extends ChannelName>(name: Name, ...args: unknown[]): Promise<ChannelResults[Name]> {
  const answer: DoorAnswer<ChannelResults[Name]> = await ipcRenderer.invoke(CHANNELS[name], ...args);
  if (!answer.ok) {
    throw new Error(`musubi:${answer.code}`);
  }
  return answer.value;
}

const exposed: ExposedShell = {
  shell: 'electron',
  connect: async () => {
    await ask('connect');
  },
  saveFile: (name, bytes) => ask('saveFile', name, bytes),
  openExternal: (url) => ask('openExternal', url),
};

ipcRenderer.on(NOTICES.port, (event) => {
  const [port] = event.ports;
  if (port !== undefined) {
    // '/' delivers to this very origin only; should the page have been replaced meanwhile, the port is lost, not leaked.
    window.postMessage('musubi:port', '/', [port]);
  }
});

ipcRenderer.on(NOTICES.route, (_event, route: unknown) => showRoute(route));

contextBridge.exposeInMainWorld('musubi', exposed);

reportLanguage((language) => ask('language', language));
