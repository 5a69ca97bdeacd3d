/** Chromium cannot be taught a scheme from outside, so each host of ours is a name that means this machine. */
const SUFFIX = '.musubi.localhost';
const SCHEME = 'musubi:';

/** `musubi://app/x` → `http://app.musubi.localhost/x`; other addresses stay. */
export function toChromium(address: string): string {
  const match = /^musubi:\/\/([a-z]+)(?=[/?#]|$)(.*)$/i.exec(address);
  return match === null ? address : `http://${match[1]}${SUFFIX}${match[2]}`;
}

/** The way back, for addresses and origins alike, also within `blob:`. */
export function fromChromium(address: string): string {
  return address.replace(/^(blob:)?http:\/\/([a-z]+)\.musubi\.localhost(?=[/?#]|$)/, `$1${SCHEME}//$2`);
}
