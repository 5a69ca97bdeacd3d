import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { MusubiError } from '#core/errors/musubiError.ts';

/** JSON given on the command line as it is, as `@file`, or as `-` for standard input. */
export async function readJsonArgument(argument: string): Promise<unknown> {
  const source = argument.startsWith('@') ? argument.slice(1) : argument === '-' ? '-' : '';
  const content =
    source === '' ? argument : source === '-' ? await text(process.stdin) : await readText(source);
  try {
    return JSON.parse(content.replace(/^\ufeff/, ''));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new MusubiError('INPUT_UNREADABLE', { file: source || 'JSON', reason }, { cause });
  }
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new MusubiError('INPUT_UNREADABLE', { file: path }, { cause });
  }
}
