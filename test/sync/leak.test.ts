import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { visibilities } from '#core/kinds/choices.ts';
import { readRecord } from '#db/queries/records.ts';
import { Attachments } from '#host/attachments/attachments.ts';
import type { HostServices } from '#host/services.ts';
import { dialects } from '#host/sync/brokers/brokerOptions.ts';
import { eraseRecord } from '#host/sync/erase.ts';
import { syncOnce } from '#host/sync/syncService.ts';
import { checkRegistry } from '#host/system/check.ts';
import { smallRegistry, temporaryDirectory } from '#test/support/temporaryRegistry.ts';
import { startUrbanOs } from '#urbanos/index.ts';
import { databaseFileName } from '#urbanos/store/database.ts';
import { startListener } from './support.ts';

const tenants = ['public', 'member', 'government'] as const;

/** A token for each right; no other device uses them. */
const tokens = {
  all: { token: 'token-for-everything-7291', rights: { '*': 'write' } },
  members: { token: 'token-of-a-member-5530', rights: { public: 'write', member: 'write' } },
  open: { token: 'token-for-what-is-public-1188', rights: { public: 'write' } },
  reader: { token: 'token-that-only-reads-4402', rights: { public: 'read', member: 'read' } },
} as const;

/** Text of a record or file that may be found where it should not be. */
const secretOf = (visibility: string, part: string) => `secret-${part}-of-${visibility}`;

/** Whether text stands in bytes, as it is or in base64 at any place. */
function holds(bytes: Buffer, text: string): boolean {
  if (bytes.includes(text)) return true;
  return [0, 1, 2].some((shift) => {
    const encoded = Buffer.from(`${'x'.repeat(shift)}${text}`).toString('base64');
    // Signs at either end depend on what stands beside it.
    return bytes.includes(encoded.slice(shift === 0 ? 0 : 4, -4).replace(/=+$/, ''));
  });
}

/** Every byte of a registry as it lies on the disk once it is deciphered, and of its attached files' names. */
async function everyByte({ store, attachments }: HostServices): Promise<Buffer> {
  store.database.pragma('wal_checkpoint(TRUNCATE)');
  const files = await attachments.list();
  return Buffer.concat([store.database.serialize(), Buffer.from(files.map(({ name }) => name).join(' '))]);
}

function bytesOfFolder(directory: string): Buffer {
  return Buffer.concat(
    readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name))),
  );
}

/** What this process says meanwhile, the endpoint among it. */
function listenToLogs(): string[] {
  const said: string[] = [];
  for (const stream of [process.stdout, process.stderr]) {
    const keep = stream.write.bind(stream);
    stream.write = ((text: string | Uint8Array, ...rest: never[]) => {
      said.push(String(text));
      return keep(text, ...rest);
    }) as typeof stream.write;
    onTestFinished(() => {
      stream.write = keep;
    });
  }
  return said;
}

describe.each(dialects)('every byte that leaves a device, in %s', (dialect) => {
  it('goes to the tenant of its class or nowhere, tells nobody a token, and is gone once it is withdrawn', {
    timeout: 120_000,
  }, async () => {
    const said = listenToLogs();
    const [central, settings] = [temporaryDirectory(), temporaryDirectory()];
    const tokenFile = join(settings, 'tokens.json');
    const entries = Object.values(tokens).map(({ token, rights }) => ({ token, tenants: rights }));
    writeFileSync(tokenFile, JSON.stringify(entries));
    const endpoint = await startUrbanOs({
      port: 0,
      dataDirectory: central,
      tokenFile,
      warn: (text) => said.push(text),
    });
    onTestFinished(endpoint.close);
    const { url, passed } = await startListener(endpoint.url);
    const sync = async (services: HostServices, who: keyof typeof tokens) => {
      const { token } = tokens[who];
      const result = await syncOnce(services, { address: url, dialect, token, attempts: 1 }).catch(
        (cause: unknown) => ({ refusal: JSON.stringify(cause), text: String(cause) }),
      );
      said.push(JSON.stringify(result));
      return result;
    };
    const sentTo = (tenant: string) =>
      Buffer.from(
        passed
          .filter((request) => request.tenant === tenant)
          .map(({ text }) => text)
          .join('\n'),
      );
    const [a, member, open, reader] = [
      await smallRegistry(),
      await smallRegistry(),
      await smallRegistry(),
      await smallRegistry(),
    ];
    const context = { actor: a.actor, language: 'en' };
    const add = (visibility: string, more: object = {}) =>
      a.writer.create(
        'missionNote',
        { title: { en: secretOf(visibility, 'title') }, visibility, ...more },
        context,
      ).id;

    // Records of every class that name each other, each with a file, and drafts that were thrown away while private.
    const hidden = add('private');
    const notes: Record<string, string> = { private: hidden };
    for (const visibility of tenants) notes[visibility] = add(visibility, { about: Object.values(notes) });
    const files: Record<string, { id: string; sha256: string }> = {};
    for (const visibility of visibilities) {
      const contents = new TextEncoder().encode(`${secretOf(visibility, 'file')} `.repeat(3));
      const fileName = `${secretOf(visibility, 'name')}.txt`;
      files[visibility] = await new Attachments(a).attach(fileName, contents, {
        about: [notes[visibility] ?? ''],
        visibility,
        language: 'en',
      });
    }
    const draft = add('private', { title: { en: 'opened' }, body: { en: 'thrown-away-draft' } });
    a.writer.patch(draft, { body: { en: 'kept-text' } }, context);
    a.writer.patch(draft, { visibility: 'public' }, context);
    expect(await sync(a, 'all')).toMatchObject({ toSend: 0 });
    expect(await sync(member, 'members')).toMatchObject({ refused: ['government'] });
    expect(await sync(open, 'open')).toMatchObject({ refused: ['government', 'member'] });
    await sync(reader, 'reader');
    // Somebody who may only use what is public writes for members: it waits.
    const waiting = open.writer.create(
      'missionNote',
      { title: { en: 'waits-for-a-right' }, visibility: 'member' },
      { actor: open.actor, language: 'en' },
    ).id;
    expect(await sync(open, 'open')).toHaveProperty('refusal');
    expect(await sync(member, 'members')).not.toHaveProperty('refusal');
    expect(readRecord(member.store.statements, waiting)).toBeUndefined();

    const everything = Buffer.from(passed.map(({ text }) => text).join('\n'));
    for (const part of ['title', 'file', 'name']) {
      for (const [at, visibility] of [...tenants.keys()].map(
        (index) => [index, tenants[index] ?? ''] as const,
      )) {
        expect(holds(sentTo(visibility), secretOf(visibility, part)), `${part} of ${visibility}`).toBe(true);
        for (const wider of tenants.slice(0, at))
          expect(
            holds(sentTo(wider), secretOf(visibility, part)),
            `${part} of ${visibility} in ${wider}`,
          ).toBe(false);
      }
      expect(holds(everything, secretOf('private', part)), `private ${part}`).toBe(false);
    }
    for (const secret of [hidden, files.private?.id, files.private?.sha256, 'thrown-away-draft'])
      expect(holds(everything, secret ?? ''), secret).toBe(false);
    for (const secret of [notes.government, files.government?.sha256])
      expect(holds(sentTo('public'), secret ?? ''), secret).toBe(false);
    expect(passed.every(({ tenant }) => (tenants as readonly string[]).includes(tenant))).toBe(true);
    // Each device knows what its token may read, and its files.
    expect(member.attachments.has(files.member?.sha256 ?? '')).toBe(true);
    expect(open.attachments.has(files.member?.sha256 ?? '')).toBe(false);
    expect(open.attachments.has(files.public?.sha256 ?? '')).toBe(true);
    expect(holds(await everyByte(open), secretOf('member', 'title'))).toBe(false);
    expect(holds(await everyByte(reader), secretOf('member', 'title'))).toBe(true);

    // Withdrawn: narrowed to this device, narrowed to the government, and erased.
    for (const id of [notes.public, files.public?.id])
      a.writer.patch(id ?? '', { visibility: 'private' }, context);
    for (const id of [notes.member, files.member?.id]) eraseRecord(a.store, id ?? '');
    await sync(a, 'all');
    for (const [services, who] of [
      [member, 'members'],
      [open, 'open'],
      [reader, 'reader'],
    ] as const)
      await sync(services, who);
    expect(readRecord(a.store.statements, notes.public ?? '')).toMatchObject({
      title: { en: secretOf('public', 'title') },
    });
    const log = join(central, `${databaseFileName}-wal`);
    for (let tries = 0; statSync(log).size > 0 && tries < 100; tries++) await pause(100);
    const stands = bytesOfFolder(central);
    expect(holds(stands, secretOf('government', 'title'))).toBe(true);
    expect(holds(stands, 'kept-text')).toBe(true);
    for (const services of [member, open, reader]) {
      const bytes = await everyByte(services);
      expect(holds(bytes, 'kept-text')).toBe(true);
      for (const visibility of ['public', 'member'])
        for (const part of ['title', 'file', 'name'])
          expect(holds(bytes, secretOf(visibility, part)), `${part} of ${visibility}`).toBe(false);
      for (const visibility of ['public', 'member'])
        expect(services.attachments.has(files[visibility]?.sha256 ?? '')).toBe(false);
      expect(checkRegistry(services.store)).toEqual({ ok: true, problems: [] });
    }
    for (const visibility of ['public', 'member'])
      for (const part of ['title', 'file', 'name'])
        expect(holds(stands, secretOf(visibility, part)), `${part} of ${visibility} at the endpoint`).toBe(
          false,
        );
    for (const visibility of ['public', 'member'])
      expect(holds(stands, files[visibility]?.sha256 ?? ''), `part of ${visibility}`).toBe(false);
    expect(holds(stands, files.government?.sha256 ?? '')).toBe(true);
    const spoken = said.join('\n');
    for (const { token } of Object.values(tokens)) {
      expect(spoken.includes(token)).toBe(false);
      expect(holds(stands, token)).toBe(false);
    }
  });
});
