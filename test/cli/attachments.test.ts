import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import exifr from 'exifr';
import { describe, expect, it } from 'vitest';
import { commandLine } from '#test/support/commandLine.ts';
import { photo } from '#test/support/photo.ts';
import { temporaryDirectory } from '#test/support/temporaryRegistry.ts';

describe('files of records on the command line', () => {
  it('are attached once, read back without their place, and taken away', async () => {
    const musubi = commandLine();
    const folder = temporaryDirectory();
    const picture = join(folder, '現場 ภาพ.jpg');
    writeFileSync(picture, photo({ place: { lat: 16.07, lon: 108.21 } }));

    const attach = ['attach', picture, '--about', 'da-nang', '--title', 'The river', '--json'];
    const attached = await musubi(attach);
    expect(attached).toMatchObject({
      status: 0,
      json: {
        id: expect.any(String),
        changeId: expect.any(String),
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        bytes: readFileSync(picture).length,
        mediaType: 'image/jpeg',
        fileName: '現場 ภาพ.jpg',
        place: { lat: expect.closeTo(16.07), lon: expect.closeTo(108.21) },
      },
    });
    const id = String(attached.json.id);
    expect((await musubi(attach)).json).toMatchObject({ id, changeId: null });
    expect((await musubi(['show', 'city', 'da-nang', '--json'])).json.links).toMatchObject({
      attachment: [{ id, label: { en: 'The river' } }],
    });

    const out = join(folder, 'copy.jpg');
    const extracted = await musubi(['extract', id, '--out', out, '--json']);
    expect(extracted).toMatchObject({ status: 0, json: { file: out, mediaType: 'image/jpeg' } });
    expect(await exifr.gps(out)).toBeUndefined();
    await musubi(['extract', id, '--out', join(folder, 'as-taken.jpg'), '--original']);
    expect(readFileSync(join(folder, 'as-taken.jpg'))).toEqual(readFileSync(picture));

    const detached = await musubi(['detach', id, '--json']);
    expect(detached).toMatchObject({ status: 0, json: { id, changeId: expect.any(String) } });
    const links = (await musubi(['show', 'city', 'da-nang', '--json'])).json.links;
    expect(links).not.toHaveProperty('attachment');
    await musubi(['undo', String(detached.json.changeId)]);
    expect((await musubi(['extract', id, '--out', join(folder, 'again.jpg')])).status).toBe(0);
  });

  it('are refused by what they are, and nothing is written', async () => {
    const musubi = commandLine();
    const folder = temporaryDirectory();
    const file = (name: string, content: string | Uint8Array) => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    const text = file('note.txt', 'seen by the river');
    const refused: readonly (readonly [args: readonly string[], status: number, code: string])[] = [
      [['attach', text], 2, 'WRONG_USAGE'],
      [['attach', text, '--about', 'da-nang', '--visibility', 'everybody'], 2, 'WRONG_USAGE'],
      [['attach', join(folder, 'missing.txt'), '--about', 'da-nang'], 3, 'NOT_FOUND'],
      [['attach', folder, '--about', 'da-nang'], 4, 'INPUT_UNREADABLE'],
      [['attach', file('empty.txt', ''), '--about', 'da-nang'], 4, 'ATTACHMENT_EMPTY'],
      [
        ['attach', file('run.exe', new Uint8Array([77, 90, 0, 3])), '--about', 'da-nang'],
        4,
        'ATTACHMENT_TYPE',
      ],
      [['attach', text, '--about', 'nowhere'], 4, 'INVALID_INPUT'],
      [['attach', text, '--about', 'constructor'], 4, 'INVALID_INPUT'],
      [['detach', 'da-nang'], 3, 'NOT_FOUND'],
      [['extract', '__proto__', '--out', folder], 3, 'NOT_FOUND'],
    ];
    for (const [args, status, code] of refused) {
      const outcome = await musubi([...args, '--json']);
      expect({ args, status: outcome.status, error: outcome.json.error }).toMatchObject({
        args,
        status,
        error: { code, message: expect.stringMatching(/\S/) },
      });
    }
    expect((await musubi(['list', 'attachment', '--json'])).json.total).toBe(0);
  });

  it('are for those who may see the record', async () => {
    const musubi = commandLine();
    const folder = temporaryDirectory();
    const path = join(folder, 'minutes.txt');
    writeFileSync(path, '議事録');
    const { json } = await musubi([
      'attach',
      path,
      '--about',
      'da-nang',
      '--visibility',
      'government',
      '--json',
    ]);
    const extract = ['extract', String(json.id), '--out', folder, '--json'];
    expect((await musubi([...extract, '--audience', 'member'])).json.error?.code).toBe('NOT_FOUND');
    expect((await musubi([...extract, '--audience', 'government'])).status).toBe(0);
  });
});
