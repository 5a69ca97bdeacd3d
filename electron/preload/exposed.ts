/** What the page sees as `window.musubi` in the Electron shell. Keep it this small. */
export interface ExposedShell {
  readonly shell: 'electron';
  /**
   * Asks for a line to the host. It arrives as a window message with the data `'musubi:port'` and one MessagePort.
   * Each call makes a new one; when the host had to be started again, a new one arrives unasked.
   */
  connect(): Promise<void>;
  /** Lets the user save bytes; resolves to false when the user thinks better of it. */
  saveFile(name: string, bytes: Uint8Array): Promise<boolean>;
  /** Opens an https link in the system's browser; resolves to false when such a link is not opened. */
  openExternal(url: string): Promise<boolean>;
}
