import { describe, expect, test } from 'vitest';
import { maySaveAs } from '../../electron/shell/decisions/saveFileName.ts';

describe('the save dialog proposes', () => {
  test.each([
    ['brief.pdf', 'pdf'],
    ['ハノイ市_概要 2025-04-01.pptx', 'pptx'],
    ['เอกสาร.docx', 'docx'],
    ['errors.v2.XLSX', 'xlsx'],
  ])('%s', (name, extension) => {
    expect(maySaveAs(name)).toEqual({ allowed: true, name, extension });
  });
});

describe('the save dialog does not propose', () => {
  test.each([
    ['', 'nothing'],
    ['.pdf', 'hidden file'],
    ['..', 'parent folder'],
    ['../brief.pdf', 'traversal'],
    ['..\\brief.pdf', 'traversal with a backslash'],
    ['/etc/cron.d/x.txt', 'path'],
    ['C:\\Windows\\x.txt', 'Windows path'],
    ['\\\\server\\share\\x.pdf', 'UNC'],
    ['brief.pdf:hidden.txt', 'alternate stream'],
    ['brief.exe', 'program'],
    ['brief.pdf.exe', 'program that looks like a document'],
    ['brief.lnk', 'shortcut'],
    ['brief.hta', 'script host'],
    ['brief.html', 'page that could run script'],
    ['brief.svg', 'picture that could run script'],
    ['brief.bat', 'batch file'],
    ['brief', 'no extension'],
    ['brief.pdf ', 'trailing blank'],
    ['brief.pdf.', 'trailing dot'],
    [' brief.pdf', 'leading blank'],
    ['con.pdf', 'device'],
    ['LPT1.csv', 'device in capitals'],
    ['brief\u202efdp.txt', 'direction override'],
    ['brief\u0000.pdf', 'NUL'],
    ['brief\n.pdf', 'line end'],
    ['what?.pdf', 'wildcard'],
    ['a|b.pdf', 'pipe'],
    [`${'a'.repeat(200)}.pdf`, 'absurd length'],
    ['x.constructor', 'extension named like an object member'],
  ])('%j (%s)', (name) => {
    expect(maySaveAs(name).allowed).toBe(false);
  });
});
