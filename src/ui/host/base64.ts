const lettersAtOnce = 0x8000;

/** Bytes as the contract carries them. */
export function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += lettersAtOnce)
    text += String.fromCharCode(...bytes.subarray(at, at + lettersAtOnce));
  return btoa(text);
}
