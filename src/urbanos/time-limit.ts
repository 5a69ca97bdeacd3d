import { createContext, Script } from 'node:vm';

const sandbox = createContext({ work: undefined as (() => unknown) | undefined });
const script = new Script('work()');

/**
 * Runs pure computation and gives up after so many milliseconds, even inside one regular expression: patterns come
 * from clients, and some take exponential time. Undefined when the time was up. The work must not touch the database,
 * because it may be stopped anywhere.
 */
export function withTimeLimit<T>(work: () => T, milliseconds: number): T | undefined {
  sandbox.work = work;
  try {
    return script.runInContext(sandbox, { timeout: Math.max(1, Math.ceil(milliseconds)) }) as T;
  } catch (error) {
    if ((error as { code?: unknown } | undefined)?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return undefined;
    throw error;
  } finally {
    sandbox.work = undefined;
  }
}
