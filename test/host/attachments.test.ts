import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import exifr from 'exifr';
import fc from 'fast-check';
import jpeg from 'jpeg-js';
import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { Attachments } from '#host/attachments/attachments.ts';
import { collectOrphans, graceDays } from '#host/attachments/collectOrphans.ts';
import { SealBroken, Sealer, unseal } from '#host/attachments/sealing.ts';
import { openServices } from '#host/services.ts';
import { keyFileVault } from '#host/shell.ts';
import { backupRegistry, restoreRegistry } from '#host/system/backup.ts';
import { checkEverything } from '#host/system/check.ts';
import { photo } from '#test/support/photo.ts';
import {
  resourcesDirectory,
  temporaryDirectory,
  temporaryRegistry,
  testShell,
} from '#test/support/temporaryRegistry.ts';

const day = 86_400_000;
const phnomPenh = { lat: 11.5564, lon: 104.9282 };

async function registry(directory = temporaryDirectory()) {
  const services = await temporaryRegistry(directory);
  return {
    directory,
    services,
    attachments: new Attachments(services),
    context: { actor: services.actor, language: 'en' },
  };
}

const about = (...ids: string[]) => ({ about: ids, language: 'en' });
const pdf = (text = 'minutes') => new TextEncoder().encode(`%PDF-1.7\n${text}\n%%EOF\n`);

describe('sealed files', () => {
  const key = randomBytes(32);
  const seal = (contents: Uint8Array, pieces: number) => {
    const sealer = new Sealer(key);
    const out = [sealer.head];
    const step = Math.max(1, Math.ceil(contents.length / pieces));
    for (let at = 0; at < contents.length; at += step) out.push(sealer.add(contents.subarray(at, at + step)));
    return Buffer.concat([...out, sealer.end()]);
  };

  it.each([0, 1, 65_535, 65_536, 65_537, 131_072, 200_001])(
    'of %i bytes open as what they were, however they came',
    (size) => {
      const contents = randomBytes(size);
      for (const pieces of [1, 3, 7]) expect(unseal(seal(contents, pieces), key).equals(contents)).toBe(true);
    },
  );

  it('show when any byte is changed, when they are cut, and when the key is another', () => {
    const sealed = seal(randomBytes(150_000), 1);
    fc.assert(
      fc.property(fc.nat({ max: sealed.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = Buffer.from(sealed);
        changed[at] = (changed[at] ?? 0) ^ change;
        expect(() => unseal(changed, key)).toThrow(SealBroken);
      }),
      { numRuns: 40 },
    );
    for (const length of [0, 39, 40, 55, 40 + 65_552, sealed.length - 1])
      expect(() => unseal(sealed.subarray(0, length), key)).toThrow(SealBroken);
    expect(() => unseal(sealed, randomBytes(32))).toThrow(SealBroken);
  });
});

describe('attaching', () => {
  it('keeps the file sealed beside the registry, under a name that tells nothing, and gives it back', async () => {
    const { directory, services, attachments } = await registry();
    const contents = pdf('the very words of the minutes');
    const attached = await attachments.attach('議事録.pdf', contents, about('jakarta'));
    expect(attached).toMatchObject({
      mediaType: 'application/pdf',
      fileName: '議事録.pdf',
      bytes: contents.length,
      sha256: createHash('sha256').update(contents).digest('hex'),
    });
    const [name = ''] = readdirSync(join(directory, 'attachments'));
    expect(name).toMatch(/^[0-9a-f]{64}$/);
    expect(name).not.toBe(attached.sha256);
    expect(readFileSync(join(directory, 'attachments', name)).includes('the very words')).toBe(false);
    expect(statSync(join(directory, 'attachments', name)).mode & 0o077).toBe(0);
    expect(
      Buffer.from(await attachments.contents(attached.id, 'private')).equals(Buffer.from(contents)),
    ).toBe(true);
    expect((await checkEverything(services)).problems).toEqual([]);
  });

  it('keeps the same file once, and adds what it is about', async () => {
    const { directory, services, attachments } = await registry();
    const first = await attachments.attach('a.pdf', pdf(), about('jakarta'));
    const second = await attachments.attach('b.pdf', pdf(), about('da-nang'));
    expect(second.id).toBe(first.id);
    expect(services.reader.get(first.id, 'private').record.about).toEqual(['jakarta', 'da-nang']);
    expect(readdirSync(join(directory, 'attachments'))).toHaveLength(1);
    expect((await attachments.attach('c.pdf', pdf(), about('jakarta'))).changeId).toBeNull();
  });

  it.each([
    ['a program named as a photo', 'photo.jpg', Uint8Array.from([0x4d, 0x5a, ...new Array(200).fill(0)])],
    [
      'an ELF program named as text',
      'readme.txt',
      Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, ...new Array(60).fill(0)]),
    ],
    ['a web page', 'page.html', new TextEncoder().encode('<html><script>alert(1)</script></html>')],
    [
      'a picture with script',
      'picture.svg',
      new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
    ],
    ['a batch file', 'run.bat', new TextEncoder().encode('del *.*')],
    ['bytes named as text', 'notes.txt', Uint8Array.from([0, 1, 2, 3, 255, 254, 0, 1])],
    [
      'an installer, which is of the same container as old Word',
      'setup.msi',
      Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Array(600).fill(0)]),
    ],
  ])('refuses %s and leaves nothing behind', async (_what, fileName, contents) => {
    const { directory, attachments, services } = await registry();
    await expect(attachments.attach(fileName, contents, about('jakarta'))).rejects.toMatchObject({
      code: 'ATTACHMENT_TYPE',
    });
    expect(readdirSync(join(directory, 'attachments'))).toEqual([]);
    expect(
      services.reader.list({
        kind: 'attachment',
        where: [],
        limit: 10,
        offset: 0,
        audience: 'private',
        language: 'en',
        facets: [],
      }).total,
    ).toBe(0);
  });

  it('tells documents with macros from those without by what is in them', async () => {
    const { attachments } = await registry();
    const office = async (type: string) => {
      const zip = new JSZip();
      zip.file(
        '[Content_Types].xml',
        `<Types><Override PartName="/word/document.xml" ContentType="${type}.main+xml"/></Types>`,
      );
      zip.file('word/document.xml', '<w:document/>');
      return zip.generateAsync({ type: 'uint8array' });
    };
    const plain = await office('application/vnd.openxmlformats-officedocument.wordprocessingml.document');
    expect((await attachments.attach('report', plain, about('jakarta'))).fileName).toBe('report.docx');
    const macros = await office('application/vnd.ms-word.document.macroEnabled');
    await expect(attachments.attach('report.docx', macros, about('jakarta'))).rejects.toMatchObject({
      code: 'ATTACHMENT_TYPE',
    });
  });

  it('refuses an empty file, one that is too large, and a record that is not there', async () => {
    const { attachments, directory } = await registry();
    await expect(attachments.attach('a.pdf', new Uint8Array(), about('jakarta'))).rejects.toMatchObject({
      code: 'ATTACHMENT_EMPTY',
    });
    await expect(attachments.uploads.begin('a.pdf', 50 * 1024 * 1024 + 1)).rejects.toMatchObject({
      code: 'ATTACHMENT_TOO_LARGE',
    });
    await expect(attachments.attach('a.pdf', pdf(), about('nowhere'))).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    expect(readdirSync(join(directory, 'attachments'))).toEqual([]);
  });

  it('is seen by no more people than the record that it is about', async () => {
    const { attachments, services, context } = await registry();
    const note = services.writer.create('missionNote', { title: 'secret', visibility: 'private' }, context);
    const { id } = await attachments.attach('a.pdf', pdf(), about('jakarta', note.id));
    expect(services.reader.get(id, 'private').record.visibility).toBe('private');
    await expect(attachments.contents(id, 'government')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(attachments.copy(id, 'public', true)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(attachments.picture(id, 'member', 100)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('an upload in pieces', () => {
  it('arrives whole, or not at all', async () => {
    const { attachments, directory } = await registry();
    const contents = photo({ width: 600, height: 400 });
    const uploadId = await attachments.uploads.begin('p.jpg', contents.length);
    const middle = Math.floor(contents.length / 2);
    expect(await attachments.uploads.add(uploadId, 0, contents.subarray(0, middle))).toBe(middle);
    await attachments.uploads.add(uploadId, middle, contents.subarray(middle));
    expect((await attachments.finish(uploadId, about('jakarta'))).bytes).toBe(contents.length);

    const cut = await attachments.uploads.begin('q.jpg', contents.length);
    await attachments.uploads.add(cut, 0, contents.subarray(0, middle));
    await expect(attachments.finish(cut, about('jakarta'))).rejects.toMatchObject({ code: 'UPLOAD_LOST' });
    const hole = await attachments.uploads.begin('r.jpg', contents.length);
    await expect(attachments.uploads.add(hole, 5, contents.subarray(0, 5))).rejects.toMatchObject({
      code: 'UPLOAD_LOST',
    });
    const cancelled = await attachments.uploads.begin('s.jpg', contents.length);
    await attachments.uploads.cancel(cancelled);
    await expect(attachments.uploads.add(cancelled, 0, contents)).rejects.toMatchObject({
      code: 'UPLOAD_LOST',
    });
    expect(readdirSync(join(directory, 'attachments'))).toHaveLength(1);
  });
});

describe('a photo', () => {
  it('says where and when it was taken, and copies say neither', async () => {
    const { attachments, directory } = await registry();
    const taken = photo({ place: phnomPenh, taken: '2026:11:20 09:30:00', orientation: 6 });
    const attached = await attachments.attach('現場.jpg', taken, about('jakarta'));
    expect(attached).toMatchObject({ place: phnomPenh, takenAt: '2026-11-20T09:30' });
    expect(await attachments.facts(attached.id, 'private')).toEqual({
      place: phnomPenh,
      takenAt: '2026-11-20T09:30',
    });
    const copy = await attachments.copy(attached.id, 'private', false);
    expect(await exifr.gps(Buffer.from(copy.contents))).toBeUndefined();
    expect(Buffer.from(copy.contents).includes('SecretCamera1')).toBe(false);
    expect(await exifr.orientation(Buffer.from(copy.contents))).toBe(6);
    const original = await attachments.copy(attached.id, 'private', true);
    expect(await exifr.gps(Buffer.from(original.contents))).toBeDefined();
    expect(existsSync(join(directory, '現場.jpg'))).toBe(false);
  });

  it.each([
    [1, 'left'],
    [2, 'right'],
    [3, 'right'],
    [4, 'left'],
    [5, 'top'],
    [6, 'top'],
    [7, 'bottom'],
    [8, 'bottom'],
  ] as const)('of orientation %i is drawn upright: its coloured half %s', async (orientation, where) => {
    const { attachments } = await registry();
    const { id } = await attachments.attach(
      'p.jpg',
      photo({ orientation, width: 80, height: 40 }),
      about('jakarta'),
    );
    const picture = await attachments.picture(id, 'private', 40);
    expect(picture).toMatchObject(orientation >= 5 ? { width: 20, height: 40 } : { width: 40, height: 20 });
    const { data, width, height } = jpeg.decode(picture?.jpeg ?? new Uint8Array());
    const isRed = (x: number, y: number) => {
      const at = (Math.floor(y * height) * width + Math.floor(x * width)) * 4;
      return (data[at] ?? 0) > 150 && (data[at + 1] ?? 255) < 90;
    };
    const points = { left: [0.2, 0.5], right: [0.8, 0.5], top: [0.5, 0.2], bottom: [0.5, 0.8] } as const;
    for (const [side, [x, y]] of Object.entries(points))
      if (side === where) expect(isRed(x, y), side).toBe(true);
    const [oppositeX, oppositeY] = [1 - points[where][0], 1 - points[where][1]];
    expect(isRed(oppositeX, oppositeY)).toBe(false);
  });

  it('that claims to be enormous is not unpacked', async () => {
    const { attachments } = await registry();
    const bytes = photo();
    const frame = Buffer.from(bytes).indexOf(Buffer.from([0xff, 0xc0]));
    const huge = Buffer.from(bytes);
    huge.writeUInt16BE(65_000, frame + 5);
    huge.writeUInt16BE(65_000, frame + 7);
    const { id } = await attachments.attach('p.jpg', huge, about('jakarta'));
    expect(await attachments.picture(id, 'private', 100)).toBeUndefined();
  });
});

describe('files that are gone, changed, or no longer wanted', () => {
  it('are named by the check', async () => {
    const { attachments, directory, services } = await registry();
    const one = await attachments.attach('a.pdf', pdf('one'), about('jakarta'));
    const two = await attachments.attach('b.pdf', pdf('two'), about('jakarta'));
    const path = (sha256: string) => join(directory, 'attachments', services.attachments.nameOf(sha256));
    const sealed = readFileSync(path(one.sha256));
    sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1;
    writeFileSync(path(one.sha256), sealed);
    await services.attachments.remove(services.attachments.nameOf(two.sha256));
    const { ok, problems } = await checkEverything(services);
    expect(ok).toBe(false);
    expect(problems).toEqual(
      expect.arrayContaining([
        { code: 'ATTACHMENT_DAMAGED', detail: one.id },
        { code: 'ATTACHMENT_MISSING', detail: two.id },
      ]),
    );
    await expect(attachments.contents(one.id, 'private')).rejects.toMatchObject({
      code: 'ATTACHMENT_DAMAGED',
    });
    await expect(attachments.contents(two.id, 'private')).rejects.toMatchObject({
      code: 'ATTACHMENT_MISSING',
    });
  });

  it('stay through removal and undo, and go only long after a removal', async () => {
    const { attachments, services, context } = await registry();
    const { id, sha256 } = await attachments.attach('a.pdf', pdf(), about('jakarta'));
    const removed = services.writer.remove(id, context);
    expect(
      await collectOrphans(services.store, services.attachments, Date.now() + (graceDays - 1) * day),
    ).toBe(0);
    services.writer.undo(removed.changeId ?? '', context);
    expect((await attachments.contents(id, 'private')).length).toBeGreaterThan(0);
    expect(
      await collectOrphans(services.store, services.attachments, Date.now() + 10 * graceDays * day),
    ).toBe(0);
    services.writer.remove(id, context);
    expect(
      await collectOrphans(services.store, services.attachments, Date.now() + (graceDays + 1) * day),
    ).toBe(1);
    expect(services.attachments.has(sha256)).toBe(false);
  });

  it('left by an interrupted upload go after two days, not while it may be under way', async () => {
    const { services, directory } = await registry();
    const incoming = await services.attachments.receive();
    await incoming.add(pdf());
    expect(await collectOrphans(services.store, services.attachments)).toBe(0);
    const [part = ''] = readdirSync(join(directory, 'attachments'));
    expect(part).toMatch(/\.part$/);
    await collectOrphans(services.store, services.attachments, Date.now() + 3 * day);
    expect(readdirSync(join(directory, 'attachments'))).toEqual([]);
    await incoming.discard();
  });
});

describe('backup and restore', () => {
  const open = (dataDirectory: string) =>
    openServices({ dataDirectory, resourcesDirectory, shell: testShell });

  async function backedUp() {
    const { directory, services, attachments } = await registry();
    const { id } = await attachments.attach('a.pdf', pdf('in the backup'), about('jakarta'));
    await attachments.attach('p.jpg', photo({ width: 900, height: 700 }), about('jakarta'));
    const file = join(temporaryDirectory(), 'registry.musubi-backup');
    await backupRegistry(services.store, directory, keyFileVault, file);
    services.close();
    return { directory, file, id };
  }

  it('carry the files in the one file, and bring them back where there is nothing', async () => {
    const { file, id } = await backedUp();
    expect(readFileSync(file).includes('in the backup')).toBe(false);
    const directory = temporaryDirectory();
    await restoreRegistry(directory, testShell, file);
    const services = await open(directory);
    expect((await checkEverything(services)).problems).toEqual([]);
    expect(
      Buffer.from(await new Attachments(services).contents(id, 'private')).includes('in the backup'),
    ).toBe(true);
    services.close();
  });

  it('keep the present files aside with their registry', async () => {
    const { directory, file } = await backedUp();
    const before = readdirSync(join(directory, 'attachments')).sort();
    const { keptAside = '' } = await restoreRegistry(directory, testShell, file);
    expect(readdirSync(join(keptAside, 'attachments')).sort()).toEqual(before);
    expect(readdirSync(join(directory, 'attachments')).sort()).toEqual(before);
  });

  it('refuse a backup with a changed or missing byte among the files, and change nothing', async () => {
    const { directory, file } = await backedUp();
    const whole = readFileSync(file);
    const changed = join(temporaryDirectory(), 'changed.musubi-backup');
    for (const damage of [
      Buffer.concat([
        whole.subarray(0, -1000),
        Buffer.from([(whole.at(-1000) ?? 0) ^ 1]),
        whole.subarray(-999),
      ]),
      whole.subarray(0, -1),
      Buffer.concat([whole, Buffer.from('x')]),
    ]) {
      writeFileSync(changed, damage);
      await expect(restoreRegistry(directory, testShell, changed)).rejects.toMatchObject({
        code: 'BACKUP_INVALID',
      });
    }
    const services = await open(directory);
    expect((await checkEverything(services)).problems).toEqual([]);
    services.close();
    expect(readdirSync(directory).filter((name) => name.startsWith('incoming'))).toEqual([]);
  });

  it('refuse names in a backup that lead out of the folder', async () => {
    const { file } = await backedUp();
    const whole = readFileSync(file);
    const start = whole.indexOf('[{"name":"');
    const list = whole.subarray(start, whole.indexOf('\n', start)).toString();
    const evil = list.replace(/"name":"[0-9a-f]{64}"/, `"name":"../../${'a'.repeat(58)}"`);
    const files = whole.subarray(start + list.length, whole.length - 64);
    const section = Buffer.concat([Buffer.from(evil), files]);
    const hash = createHash('sha256').update(section).digest('hex');
    const changed = join(temporaryDirectory(), 'evil.musubi-backup');
    writeFileSync(changed, Buffer.concat([whole.subarray(0, start), section, Buffer.from(hash)]));
    const target = temporaryDirectory();
    await expect(restoreRegistry(target, testShell, changed)).rejects.toMatchObject({
      code: 'BACKUP_INVALID',
      details: { reason: 'format' },
    });
  });

  it('of a registry without files are as they were before there were any', async () => {
    const { directory, services } = await registry();
    const file = join(temporaryDirectory(), 'plain.musubi-backup');
    await backupRegistry(services.store, directory, keyFileVault, file);
    const [, header = ''] = readFileSync(file).subarray(0, 4_000).toString('latin1').split('\n');
    expect(Object.keys(JSON.parse(header))).toEqual(['created', 'bytes', 'sha256', 'operations', 'key']);
  });
});
