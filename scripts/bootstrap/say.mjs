/**
 * Everything the scripts tell a person goes to standard error, so that standard output carries results only
 * (`musubi … --json` must stay machine-readable even while a first start installs and builds).
 */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** A step that cannot go on: `message` says what and why, `advice` what to do. Printed without a stack. */
export class StepError extends Error {
  constructor(message, advice = '') {
    super(message);
    this.name = 'StepError';
    this.advice = advice;
  }
}

/** Prints an error the way a person needs it and returns the exit status for it. */
export function explain(error) {
  if (error instanceof StepError) {
    say(error.message);
    if (error.advice) say(error.advice);
  } else {
    say(error?.stack ?? String(error));
  }
  return 1;
}
