import { z } from 'zod';
import type { ChannelName } from './channelNames.ts';

/** More than any export; a limit so that a page cannot exhaust the main process. */
const LARGEST_FILE = 512 * 1024 * 1024;

const link = z.string().min(1).max(4096);
const fileName = z.string().min(1).max(255);
const bytes = z.instanceof(Uint8Array).refine((value) => value.byteLength <= LARGEST_FILE);

/** BCP 47, as far as we use it: a language with an optional script or region. */
const language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z]{2,8}){0,2}$/);

/** Arguments of each channel, as a tuple: too many arguments are refused like wrong ones. */
export const channelArguments = {
  connect: z.tuple([]),
  saveFile: z.tuple([fileName, bytes]),
  openExternal: z.tuple([link]),
  language: z.tuple([language]),
} as const satisfies Record<ChannelName, z.ZodType>;

export type ChannelArguments<Name extends ChannelName> = z.output<(typeof channelArguments)[Name]>;

/** What each channel answers. */
export interface ChannelResults {
  connect: null;
  /** False when the user closed the dialog without saving. */
  saveFile: boolean;
  /** False when the link is of a kind that is not opened. */
  openExternal: boolean;
  language: null;
}

export type ChannelHandlers = {
  readonly [Name in ChannelName]: (...args: ChannelArguments<Name>) => Promise<ChannelResults[Name]>;
};
