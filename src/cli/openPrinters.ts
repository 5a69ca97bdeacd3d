let closeAll: (() => Promise<void>) | undefined;

/** Remembers that a printing browser was started, so that a command can end without loading that code. */
export const openPrinters = {
  willClose(close: () => Promise<void>) {
    closeAll = close;
  },
  async close() {
    await closeAll?.();
    closeAll = undefined;
  },
};
