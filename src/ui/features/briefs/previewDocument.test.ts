import { expect, it } from 'vitest';
import { previewDocument } from './previewDocument.ts';

it("takes fonts out of the page and puts the window's own in", () => {
  const html =
    "<!doctype html><html><head><meta charset=utf-8><style>@font-face{font-family:'A';src:url(data:font/woff2;base64,AA==) format('woff2');unicode-range:U+1}body{color:red}</style></head><body>x</body></html>";
  expect(previewDocument(html, "@font-face{font-family:'A';src:url(/a.woff2)}")).toBe(
    "<!doctype html><html><head><style>@font-face{font-family:'A';src:url(/a.woff2)}</style><meta charset=utf-8><style>body{color:red}</style></head><body>x</body></html>",
  );
});

it('leaves a page without a head, and pictures inside it, as they are', () => {
  expect(previewDocument('<p>x</p>', 'y')).toBe('<p>x</p>');
  const picture = '<head></head><img src="data:image/png;base64,AA==">';
  expect(previewDocument(picture, '')).toContain('data:image/png');
});
