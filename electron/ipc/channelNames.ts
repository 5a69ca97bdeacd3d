/**
 * Names of all messages between the page's preload script and the main process. Nothing else is listened to. They
 * stand apart from their validation so that the preload script stays free of libraries.
 */
export const CHANNELS = {
  /** Page → main: asks for a port to the host. The port arrives with `port`. */
  connect: 'musubi:connect',
  /** Page → main: offers bytes to be saved in a place that the user chooses. */
  saveFile: 'musubi:save-file',
  /** Page → main: asks to open a link in the system's browser. */
  openExternal: 'musubi:open-external',
  /** Page → main: says in which language the page is shown, so that menu and dialogs follow. */
  language: 'musubi:language',
} as const;

export const NOTICES = {
  /** Main → page: carries one MessagePort to the host. */
  port: 'musubi:port',
  /** Main → page: a route to show, from a checked deep link. */
  route: 'musubi:route',
} as const;

export type ChannelName = keyof typeof CHANNELS;

/** Answer of the door. Codes are for the page to translate; no text or stack of the main process passes. */
export type DoorAnswer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly code: 'refused' | 'invalid' | 'failed' };
