/** One line on standard error. Refusals name the kind of attempt and the reason, never addresses or content. */
export function log(line: string): void {
  process.stderr.write(`musubi: ${line}\n`);
}

export function logRefusal(what: string, reason: string): void {
  log(`refused ${what}: ${reason}`);
}
