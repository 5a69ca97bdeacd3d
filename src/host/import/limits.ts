import { largestImport } from '#contract/importSchemas.ts';

/** What an import takes on. Beyond these a file is refused before it can fill the memory. */
export const importLimits = {
  /** Bytes on disk. */
  fileBytes: largestImport,
  /** Entries in the directory of a workbook. */
  zipEntries: 10_000,
  /** Bytes of one part of a workbook when unpacked, and of all the parts that are read. */
  partBytes: 400 * 1024 * 1024,
  allPartsBytes: 800 * 1024 * 1024,
  /** Characters of markup of one row or one shared text of a workbook, formatting and readings included. */
  rowCharacters: 32 * 1024 * 1024,
  /** Rows and cells that hold something; empty ones cost nothing and are not counted. */
  rows: 100_000,
  cells: 3_000_000,
  columns: 2_000,
} as const;

export type ImportLimits = { readonly [Name in keyof typeof importLimits]: number };
