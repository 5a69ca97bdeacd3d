import { networkInterfaces } from 'node:os';

const tenSeconds = 10_000;

export interface NetworkOptions {
  /** The addresses under which other machines reach this one, as one text; empty when there are none. */
  readonly read?: () => string;
  readonly pollMilliseconds?: number;
}

/** Tells when this machine has gained or changed its way to other machines. */
export class NetworkWatch {
  readonly #tell: () => void;
  readonly #read: () => string;
  #timer: NodeJS.Timeout | undefined;
  #seen: string;

  constructor(
    tell: () => void,
    { read = outwardAddresses, pollMilliseconds = tenSeconds }: NetworkOptions = {},
  ) {
    this.#tell = tell;
    this.#read = read;
    this.#seen = read();
    this.#timer = setInterval(() => this.look(), pollMilliseconds);
    this.#timer.unref();
  }

  look(): void {
    const now = this.#read();
    if (now === this.#seen) return;
    this.#seen = now;
    if (now !== '') this.#tell();
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}

function outwardAddresses(): string {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, address }) => !internal && !address.startsWith('fe80:'))
    .map(({ address }) => address)
    .sort()
    .join(' ');
}
