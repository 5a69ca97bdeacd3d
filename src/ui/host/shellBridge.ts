/** What the Electron shell lends to the page; absent in a browser. */
export interface ShellBridge {
  readonly shell: 'electron';
  connect(): Promise<void>;
  /** False when the user thought better of it. */
  saveFile(name: string, bytes: Uint8Array): Promise<boolean>;
  /** False when such a link is not opened. */
  openExternal(url: string): Promise<boolean>;
}

declare global {
  interface Window {
    readonly musubi?: ShellBridge;
  }
}

export function shellBridge(): ShellBridge | undefined {
  return typeof window === 'undefined' ? undefined : window.musubi;
}
