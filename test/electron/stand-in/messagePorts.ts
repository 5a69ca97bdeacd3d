import { EventEmitter } from 'node:events';

export interface PortEvent {
  readonly data: unknown;
  readonly ports: MessagePortMain[];
}

/** Where a port's end lies once it was sent away: in the host's process or in the page. */
export interface FarEnd {
  deliver(data: unknown): void;
  close(): void;
}

/** One end of a channel. An end that was sent away forwards to its new place and is of no more use here. */
export class MessagePortMain extends EventEmitter {
  #peer: MessagePortMain | null = null;
  #farEnd: FarEnd | null = null;
  #waiting: PortEvent[] | null = [];
  #isClosed = false;

  static pair(): [MessagePortMain, MessagePortMain] {
    const first = new MessagePortMain();
    const second = new MessagePortMain();
    first.#peer = second;
    second.#peer = first;
    return [first, second];
  }

  postMessage(data: unknown): void {
    this.#peer?.receive(structuredClone(data));
  }

  start(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    for (const event of waiting) {
      this.emit('message', event);
    }
  }

  close(): void {
    if (!this.#isClosed) {
      this.#isClosed = true;
      this.#peer?.peerClosed();
    }
  }

  /** Sends this end away. What arrived before it was started goes along. */
  moveTo(farEnd: FarEnd): void {
    this.#farEnd = farEnd;
    for (const event of this.#waiting ?? []) {
      farEnd.deliver(event.data);
    }
    this.#waiting = [];
    if (this.#isClosed) {
      farEnd.close();
    }
  }

  /** A message from the place to which this end was sent. */
  postFromFarEnd(data: unknown): void {
    this.#peer?.receive(data);
  }

  private receive(data: unknown): void {
    if (this.#isClosed) {
      return;
    }
    const event = { data, ports: [] };
    if (this.#farEnd !== null) {
      this.#farEnd.deliver(data);
    } else if (this.#waiting !== null) {
      this.#waiting.push(event);
    } else {
      this.emit('message', event);
    }
  }

  private peerClosed(): void {
    if (this.#isClosed) {
      return;
    }
    this.#isClosed = true;
    this.#farEnd?.close();
    this.emit('close');
  }
}

export class MessageChannelMain {
  readonly port1: MessagePortMain;
  readonly port2: MessagePortMain;

  constructor() {
    [this.port1, this.port2] = MessagePortMain.pair();
  }
}
