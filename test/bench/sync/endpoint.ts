import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { EndpointOrder } from './endpointProcess.ts';
import type { Crossed } from './wire.ts';

/** An endpoint in a process of its own, behind a line that counts and delays. */
export class BenchEndpoint {
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.url = `http://127.0.0.1:${port}`;
  }

  static async start(side: 'musubi' | 'pouchdb', directory: string): Promise<BenchEndpoint> {
    const child = fork(join(import.meta.dirname, 'endpointProcess.ts'), [side, directory]);
    const [{ port }] = (await once(child, 'message')) as [{ port: number }];
    return new BenchEndpoint(child, port);
  }

  /** @param milliseconds added to each request and its answer together */
  async delay(milliseconds: number): Promise<void> {
    await this.#ask({ delay: milliseconds });
  }

  /** What crossed the line since this was asked last. */
  take(): Promise<Crossed> {
    return this.#ask('take');
  }

  async stop(): Promise<void> {
    const gone = once(this.#child, 'exit');
    this.#child.disconnect();
    await gone;
  }

  async #ask(order: EndpointOrder): Promise<Crossed> {
    const answered = once(this.#child, 'message') as Promise<[Crossed]>;
    this.#child.send(order);
    const [crossed] = await answered;
    return crossed;
  }
}
