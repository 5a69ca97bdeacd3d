import { randomUUID } from 'node:crypto';
import type { CDPSession, Page } from 'playwright-core';
import { fromChromium } from './addresses.ts';
import { decodeValue, encodeValue } from './codec.ts';
import type { MessagePortMain } from './messagePorts.ts';
import { BINDING, type FromPage, PRELOAD_WORLD, pageScripts, type ToPage } from './pageScripts.ts';

export interface Invocation {
  readonly channel: string;
  readonly args: unknown[];
  /** Origin of the world that sent it, as Electron would name it. */
  readonly origin: string;
}

/** The preload world that is alive in the page now; a new document has a new one. */
interface World {
  readonly contextId: number;
  readonly origin: string;
  readonly ports: Map<number, MessagePortMain>;
}

/** Runs the preload script in the page and carries messages and ports between it and Node. */
export class PageBridge {
  readonly #devtools: CDPSession;
  readonly #invoke: (invocation: Invocation) => Promise<unknown>;
  #world: World | null = null;
  #lastPort = 0;

  private constructor(devtools: CDPSession, invoke: (invocation: Invocation) => Promise<unknown>) {
    this.#devtools = devtools;
    this.#invoke = invoke;
  }

  static async open(
    page: Page,
    devtools: CDPSession,
    preloadSource: string,
    invoke: (invocation: Invocation) => Promise<unknown>,
  ): Promise<PageBridge> {
    const bridge = new PageBridge(devtools, invoke);
    const scripts = pageScripts(`e${randomUUID()}`, preloadSource);
    devtools.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name === PRELOAD_WORLD && context.auxData?.frameId === bridge.#mainFrameId) {
        bridge.#leaveWorld();
        bridge.#world = { contextId: context.id, origin: fromChromium(context.origin), ports: new Map() };
      }
    });
    devtools.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      if (bridge.#world?.contextId === executionContextId) {
        bridge.#leaveWorld();
      }
    });
    devtools.on('Runtime.bindingCalled', ({ payload, executionContextId }) => {
      const world = bridge.#world;
      if (world !== null && world.contextId === executionContextId) {
        bridge.#receive(world, JSON.parse(payload) as FromPage);
      }
    });
    page.on('close', () => bridge.#leaveWorld());
    const { frameTree } = await devtools.send('Page.getFrameTree');
    bridge.#mainFrameId = frameTree.frame.id;
    await devtools.send('Runtime.addBinding', { name: BINDING, executionContextName: PRELOAD_WORLD });
    await devtools.send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.page });
    await devtools.send('Page.addScriptToEvaluateOnNewDocument', {
      source: scripts.preload,
      worldName: PRELOAD_WORLD,
    });
    await devtools.send('Runtime.enable');
    return bridge;
  }

  #mainFrameId = '';

  /** Delivers an event to `ipcRenderer.on`, with ports when there are any. */
  send(channel: string, args: unknown[], ports: readonly MessagePortMain[] = []): void {
    const world = this.#world;
    if (world === null) {
      return;
    }
    const ids = ports.map((port) => {
      this.#lastPort += 1;
      world.ports.set(this.#lastPort, port);
      return { id: this.#lastPort, port };
    });
    this.#post(world, { kind: 'event', channel, args: encodeValue(args), ports: ids.map(({ id }) => id) });
    for (const { id, port } of ids) {
      port.moveTo({
        deliver: (data) => this.#post(world, { kind: 'port', port: id, data: encodeValue(data) }),
        close: () => this.#post(world, { kind: 'port-close', port: id }),
      });
    }
  }

  #receive(world: World, message: FromPage): void {
    if (message.kind === 'port') {
      world.ports.get(message.port)?.postFromFarEnd(decodeValue(message.data));
    } else if (message.kind === 'port-close') {
      world.ports.get(message.port)?.close();
    } else {
      const args = decodeValue(message.args) as unknown[];
      this.#invoke({ channel: message.channel, args, origin: world.origin }).then(
        (value) => this.#post(world, { kind: 'result', id: message.id, ok: true, value: encodeValue(value) }),
        (error) => this.#post(world, { kind: 'result', id: message.id, ok: false, value: String(error) }),
      );
    }
  }

  #post(world: World, message: ToPage): void {
    const expression = `standInReceive(${JSON.stringify(message)})`;
    // The world may be gone by now; what was meant for it is lost, as in Electron.
    this.#devtools
      .send('Runtime.evaluate', { expression, contextId: world.contextId })
      .catch(() => undefined);
  }

  #leaveWorld(): void {
    const world = this.#world;
    this.#world = null;
    for (const port of world?.ports.values() ?? []) {
      port.close();
    }
  }
}
