import { ORPCError } from '@orpc/client';
import i18next from 'i18next';
import { describe, expect, it } from 'vitest';
import { errorCodes } from '#core/errors/musubiError.ts';
import { describeError } from '#ui/i18n/describeError.ts';
import { namespacesOf, readMessages } from './localeFiles.ts';

async function texts(language: string) {
  const instance = i18next.createInstance();
  await instance.init({ lng: language, resources: {}, interpolation: { escapeValue: false } });
  for (const namespace of namespacesOf(language)) {
    instance.addResourceBundle(language, namespace, readMessages(language, namespace));
  }
  return instance;
}

describe.each(['ja', 'en'])('refusals in %s', (language) => {
  it.each([...errorCodes, 'HOST_UNREACHABLE', 'SESSION_ENDED'])('has words for %s', async (code) => {
    const all = await texts(language);
    const described = describeError(
      new ORPCError(code, { data: { reason: 'x', id: 'jakarta', kind: 'city' } }),
      all,
    );
    const unforeseen = describeError(new ORPCError('NO_SUCH_CODE'), all);
    expect(described.code).toBe(code);
    expect(described.message.length).toBeGreaterThan(8);
    if (code !== 'INTERNAL') expect(described.message).not.toBe(unforeseen.message);
  });

  it('names the field and the reason of every problem', async () => {
    const error = new ORPCError('INVALID_INPUT', {
      data: {
        kind: 'mou',
        problems: [
          { path: 'title', reason: 'required' },
          { path: 'parties.0.country', reason: 'notReference', value: '??' },
        ],
      },
    });
    const { problems } = describeError(error, await texts(language));
    const fields = readMessages(language, 'fields') as { mou: { title: string } };
    expect(problems.map((problem) => problem.path)).toEqual(['title', 'parties.0.country']);
    expect(problems[0]?.fieldName).toBe(fields.mou.title);
    expect(problems[1]?.fieldName).not.toBe('parties');
    expect(problems[1]?.text).toContain('??');
  });

  it('keeps its head when something else was thrown', async () => {
    const described = describeError(new TypeError('x is not a function'), await texts(language));
    expect(described.code).toBe('INTERNAL');
    expect(described.message).toContain('x is not a function');
  });
});
