import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import { isTrustedSender } from '../shell/decisions/ipcSender.ts';
import { CHANNELS, type ChannelName, type DoorAnswer } from './channelNames.ts';
import { type ChannelHandlers, type ChannelResults, channelArguments } from './channels.ts';

export interface DoorOptions {
  readonly ipcMain: Pick<IpcMain, 'handle'>;
  /** Id of our one window's web contents; null while there is none. */
  windowContentsId(): number | null;
  readonly developmentOrigin: string | null;
  readonly handlers: ChannelHandlers;
  /** Told of each refusal, for the log. Never given the arguments. */
  onRefusal(channel: string, reason: string): void;
}

/** Opens the one door between page and main process: who asks, then with what, and only then the deed. */
export function openDoor(options: DoorOptions): void {
  for (const name of Object.keys(CHANNELS) as ChannelName[]) {
    options.ipcMain.handle(CHANNELS[name], (event, ...args: unknown[]) => answer(options, name, event, args));
  }
}

async function answer<Name extends ChannelName>(
  options: DoorOptions,
  name: Name,
  event: IpcMainInvokeEvent,
  args: unknown[],
): Promise<DoorAnswer<ChannelResults[Name]>> {
  const frame = event.senderFrame;
  const trust = isTrustedSender({
    isOurWindow: event.sender.id === options.windowContentsId(),
    isMainFrame: frame !== null && frame.parent === null,
    origin: frame?.origin ?? null,
    url: frame?.url ?? null,
    developmentOrigin: options.developmentOrigin,
  });
  if (!trust.allowed) {
    options.onRefusal(name, trust.reason);
    return { ok: false, code: 'refused' };
  }
  const parsed = channelArguments[name].safeParse(args);
  if (!parsed.success) {
    options.onRefusal(name, 'arguments');
    return { ok: false, code: 'invalid' };
  }
  try {
    // The table pairs each name's arguments with its handler; TypeScript cannot follow that through a union.
    const handler = options.handlers[name] as (...values: unknown[]) => Promise<ChannelResults[Name]>;
    return { ok: true, value: await handler(...parsed.data) };
  } catch (error) {
    options.onRefusal(name, error instanceof Error ? error.message : 'failed');
    return { ok: false, code: 'failed' };
  }
}
