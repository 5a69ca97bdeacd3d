import { existsSync, readFileSync } from 'node:fs';
import { ZodError } from 'zod';

/** A file that a person named and that cannot be used, in one line: which, where in it, and why. */
export class Unreadable extends Error {}

/** Exit status of the command line for input that is not valid. */
export const invalidInput = 4;

/** Reads one file that a person named. @throws Unreadable */
export function readNamed(path: string): string {
  if (!existsSync(path)) throw new Unreadable(`No such file or folder: ${path}`);
  return within(path, () => readFileSync(path, 'utf8'));
}

/** What a person's file makes go wrong inside `read`, as one line about that file. @throws Unreadable */
export function within<Result>(path: string, read: () => Result): Result {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof Unreadable) throw cause;
    if (cause instanceof ZodError) {
      const [issue] = cause.issues;
      throw new Unreadable(
        `${path}: ${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'not valid'}`,
      );
    }
    if (cause instanceof Error) throw new Unreadable(`${path}: ${cause.message}`);
    throw cause;
  }
}
