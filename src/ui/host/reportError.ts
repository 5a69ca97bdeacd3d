type Listener = (error: unknown) => void;

let listener: Listener = () => undefined;

/** Says that something a person asked for could not be done, outside any form: shown as a notification. */
export function reportError(error: unknown): void {
  listener(error);
}

/** The frame shows what is reported. */
export function onReportedError(show: Listener): void {
  listener = show;
}
