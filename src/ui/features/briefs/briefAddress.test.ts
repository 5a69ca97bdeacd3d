import { expect, it } from 'vitest';
import { readBriefChoice, writeBriefChoice } from './briefAddress.ts';

it('begins with the audience that sees least', () => {
  expect(readBriefChoice({})).toEqual({
    kind: 'city',
    ids: [],
    language: undefined,
    audience: 'public',
    format: 'pdf',
    matching: false,
  });
});

it('reads what it wrote, each record once', () => {
  const choice = readBriefChoice({
    kind: 'study',
    ids: 'sj.1,sj.2,sj.1,../x',
    language: 'th',
    audience: 'government',
    format: 'docx',
    matching: 1,
  });
  expect(choice.matching).toBe(true);
  expect(choice.ids).toEqual(['sj.1', 'sj.2']);
  expect(readBriefChoice(writeBriefChoice(choice))).toEqual(choice);
});

it('passes over what it does not know', () => {
  const choice = readBriefChoice({ kind: 'contact', audience: 'everybody', language: '<b>', format: 'exe' });
  expect(choice).toEqual(readBriefChoice({}));
});
