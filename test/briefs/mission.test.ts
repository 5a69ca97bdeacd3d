import exifr from 'exifr';
import { describe, expect, it } from 'vitest';
import { Attachments } from '#host/attachments/attachments.ts';
import { loadBriefService } from '#host/loadBriefService.ts';
import { photo } from '#test/support/photo.ts';
import { temporaryRegistry } from '#test/support/temporaryRegistry.ts';
import { docxParts, withoutFonts } from './briefText.ts';

async function travelled() {
  const services = await temporaryRegistry();
  const context = { actor: services.actor, language: 'en' };
  const add = (kind: Parameters<typeof services.writer.create>[0], values: object) =>
    services.writer.create(kind, values, context).id;
  const mission = add('mission', {
    title: 'Phnom Penh 2026',
    purpose: 'Agree on the flood study',
    from: '2026-12-01',
    until: '2026-12-04',
    cities: ['phnom-penh', 'battambang'],
    met: [
      {
        organisation: 'org.nippon-koei',
        role: { en: 'Site manager' },
        city: 'phnom-penh',
        date: '2026-12-02',
      },
    ],
  });
  const note = add('missionNote', {
    title: 'At the pumping station',
    body: 'Two of five pumps work.',
    about: ['phnom-penh', 'org.nippon-koei'],
    date: '2026-12-02',
    mission,
  });
  add('missionNote', { title: 'On the road', mission, date: '2026-12-03' });
  add('missionNote', { title: 'Kept to myself', visibility: 'private', mission, about: ['phnom-penh'] });
  add('need', {
    title: 'Pumps that last',
    city: 'phnom-penh',
    mission,
    visibility: 'government',
    state: 'open',
  });
  add('followUp', {
    title: 'Send the drawings',
    city: 'battambang',
    mission,
    due: '2027-01-15',
    nextAction: 'Drawings by mail',
  });
  const attachments = new Attachments(services);
  const taken = photo({ width: 300, height: 200, place: { lat: 11.5564, lon: 104.9282 } });
  const shown = await attachments.attach('IMG_7788.jpg', taken, {
    about: [note],
    title: { en: 'The second pump' },
    visibility: 'government',
    language: 'en',
  });
  await attachments.attach('IMG_7789.jpg', photo({ width: 310, height: 200 }), {
    about: [mission],
    title: { en: 'Not for others' },
    visibility: 'private',
    language: 'en',
  });
  const briefs = await loadBriefService(services);
  const render = (
    format: 'html' | 'docx' | 'pptx' | 'xlsx',
    audience: 'government' | 'private' | 'public' = 'government',
    language = 'en',
  ) => briefs.render({ kind: 'mission', ids: [mission], language, audience, format });
  return { services, attachments, mission, shown, render };
}

describe('the report of a mission', () => {
  it('says why, when, where, whom, what was heard by city, and what follows until when', async () => {
    const { render } = await travelled();
    const html = withoutFonts(Buffer.from((await render('html')).file).toString());
    for (const words of [
      'Agree on the flood study',
      '1 Dec 2026',
      'Site manager',
      'Two of five pumps work.',
      'On the road',
      'Pumps that last',
      'Drawings by mail',
      '15 Jan 2027',
      'The second pump',
    ])
      expect(html).toContain(words);
    expect(html.indexOf('At the pumping station')).toBeLessThan(html.indexOf('On the road'));
    expect(html.match(/At the pumping station/g)).toHaveLength(1);
  });

  it('holds the photos that its audience may see, without anything that the camera wrote', async () => {
    const { render } = await travelled();
    const html = Buffer.from((await render('html')).file).toString();
    const pictures = [...html.matchAll(/src="data:image\/jpeg;base64,([^"]+)"/g)].map(([, data]) =>
      Buffer.from(data ?? '', 'base64'),
    );
    expect(pictures).toHaveLength(1);
    expect(await exifr.parse(pictures[0] as Buffer).catch(() => undefined)).toBeUndefined();
    const parts = await Promise.all(
      (['docx', 'pptx', 'xlsx'] as const).map(async (format) => [
        ...(await docxParts((await render(format)).file)),
      ]),
    );
    const text = JSON.stringify(parts);
    for (const secret of ['Kept to myself', 'Not for others', 'IMG_77', 'SecretCamera1']) {
      expect(html).not.toContain(secret);
      expect(text).not.toContain(secret);
    }
    expect(text).toContain('The second pump');
  });

  it('is refused to an audience that may not see the mission', async () => {
    const { render } = await travelled();
    await expect(render('html', 'public')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is made all the same when a photo is not on this device', async () => {
    const { render, services, shown } = await travelled();
    await services.attachments.remove(services.attachments.nameOf(shown.sha256));
    const html = Buffer.from((await render('html')).file).toString();
    expect(html).toContain('The second pump');
    expect(html).not.toContain('data:image/jpeg');
  });
});
