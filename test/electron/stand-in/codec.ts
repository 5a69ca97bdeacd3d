/**
 * Structured values as JSON, for the way between Node and the page. Binary data are tagged; everything else that the
 * shell sends is plain. The two functions use nothing from outside, because their text is also run inside the page.
 */
export function encodeValue(value: unknown): unknown {
  const tag = (type: string, bytes: Uint8Array): unknown => {
    let text = '';
    for (let start = 0; start < bytes.length; start += 0x8000) {
      text += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
    }
    return { $binary: type, base64: btoa(text) };
  };
  if (value instanceof ArrayBuffer) {
    return tag('ArrayBuffer', new Uint8Array(value));
  }
  if (ArrayBuffer.isView(value)) {
    return tag('Uint8Array', new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  }
  if (Array.isArray(value)) {
    return value.map((item) => encodeValue(item));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, encodeValue(item)]));
  }
  return value === undefined ? { $undefined: true } : value;
}

export function decodeValue(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => decodeValue(item));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if ('$undefined' in value) {
    return undefined;
  }
  if ('$binary' in value && 'base64' in value) {
    const bytes = Uint8Array.from(atob(String(value.base64)), (character) => character.charCodeAt(0));
    return value.$binary === 'ArrayBuffer' ? bytes.buffer : bytes;
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, decodeValue(item)]));
}
