import { connect, createServer, type Server, type Socket } from 'node:net';

/** What crossed the wire since it was asked last, HTTP heads included. */
export interface Crossed {
  /** Bytes that the device sent, and bytes that it received. */
  readonly sent: number;
  readonly received: number;
  readonly requests: number;
  /** Milliseconds since the epoch at which all but a hundredth of what the device received had been handed to it. */
  readonly transferred: number;
}

const head = /(?:^|\n)(?:GET|POST|PUT|PATCH|DELETE) \S+ HTTP\/1\.1\r\n/g;

/** The end of an exchange is small questions and answers, which are no transfer of what was asked for. */
const remainder = 0.01;

/**
 * A line between device and endpoint on this machine: counts what crosses it, and keeps every piece back for half of the
 * round trip that is to be added, so that a request and its answer take the whole of it.
 */
export class Wire {
  readonly #server: Server;
  #roundTrip = 0;
  #sent = 0;
  #received = 0;
  #requests = 0;
  readonly #arrivals: { readonly at: number; readonly received: number }[] = [];

  constructor(port: number) {
    this.#server = createServer((device) => {
      const endpoint = connect(port, '127.0.0.1');
      for (const socket of [device, endpoint]) socket.setNoDelay(true);
      this.#pass(device, endpoint, (piece) => {
        this.#sent += piece.length;
        this.#requests += piece.toString('latin1').match(head)?.length ?? 0;
        return () => endpoint.write(piece);
      });
      this.#pass(endpoint, device, (piece) => () => {
        this.#received += piece.length;
        this.#arrivals.push({ at: Date.now(), received: this.#received });
        device.write(piece);
      });
    });
  }

  listen(): Promise<number> {
    return new Promise((resolve) => {
      this.#server.listen(0, '127.0.0.1', () => {
        const address = this.#server.address();
        resolve(typeof address === 'object' && address ? address.port : 0);
      });
    });
  }

  /** @param milliseconds added to every request and its answer together */
  delay(milliseconds: number) {
    this.#roundTrip = milliseconds;
  }

  take(): Crossed {
    const nearly = this.#received * (1 - remainder);
    const transferred = this.#arrivals.find(({ received }) => received >= nearly)?.at ?? Date.now();
    const crossed = { sent: this.#sent, received: this.#received, requests: this.#requests, transferred };
    this.#sent = 0;
    this.#received = 0;
    this.#requests = 0;
    this.#arrivals.length = 0;
    return crossed;
  }

  /** @param take counts a piece as it comes, and returns what hands it on */
  #pass(from: Socket, to: Socket, take: (piece: Buffer) => () => void) {
    const later = (work: () => void) => {
      if (this.#roundTrip === 0) work();
      else setTimeout(work, this.#roundTrip / 2);
    };
    from.on('data', (piece: Buffer) => {
      later(take(piece));
    });
    from.on('end', () => later(() => to.end()));
    from.on('error', () => to.destroy());
  }
}
