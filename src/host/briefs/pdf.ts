/** Number of pages of a PDF as browsers write them, or undefined when the file does not say it plainly. */
export function pdfPageCount(pdf: Uint8Array): number | undefined {
  const counts = [...latin1(pdf).matchAll(/\/Type\s*\/Pages\b[^>]*?\/Count\s+(\d+)/g)].map(([, count]) =>
    Number(count),
  );
  return counts.length > 0 ? Math.max(...counts) : undefined;
}

/**
 * The file with its dates set to the as-of day, so that the same brief is the same file. The dates keep their length,
 * so every offset in the file stays right.
 */
export function withFixedPdfDates(pdf: Uint8Array, asOf: string): Uint8Array {
  const fixed = new Uint8Array(pdf);
  const day = asOf.replaceAll('-', '');
  for (const match of latin1(pdf).matchAll(/\/(?:CreationDate|ModDate)\s*\(D:(\d{14})/g)) {
    const start = match.index + match[0].length - 14;
    fixed.set(Buffer.from(`${day}000000`, 'latin1'), start);
  }
  return fixed;
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
