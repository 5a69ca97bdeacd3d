import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bytesFromBase64 } from './saveFile.ts';

it('gives back the bytes that were sent', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect([...bytesFromBase64(Buffer.from(bytes).toString('base64'))]).toEqual([...bytes]);
    }),
  );
});
