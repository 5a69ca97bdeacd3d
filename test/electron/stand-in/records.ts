/** What the app did with the outside world, for the test to look at. */
export const records = {
  openedExternally: [] as string[],
  openedPaths: [] as string[],
  messageBoxes: [] as { message: string; detail: string; buttons: string[] }[],
  saveDialogs: [] as { defaultPath: string; extensions: string[] }[],
  menuLabels: [] as string[],
  /** Requests that were let through to Chromium's own network; there should be none. */
  networkRequests: [] as string[],
  cancelledRequests: [] as string[],
  preventedNavigations: [] as string[],
  deniedWindows: [] as string[],
  permissions: {} as Record<string, boolean>,
  switches: [] as string[],
  proxyModes: [] as string[],
  protocolClients: [] as string[],
};

/** Answers of the person that the test plays, in the order of the questions. */
export const answers = {
  /** Paths for save dialogs; when there is none left, the dialog is cancelled. */
  savePaths: [] as string[],
  /** Indexes of buttons; when there is none left, the last button is pressed. */
  buttons: [] as number[],
  /** Pages of the pretended internet, by exact address. */
  sites: {} as Record<string, string>,
};
