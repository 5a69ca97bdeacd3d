import { describe, expect, it } from 'vitest';
import { temporaryRegistry } from '#test/support/temporaryRegistry.ts';
import { matchingServiceOf, textRanking } from './matchingService.ts';

/**
 * Sentences as an officer of a city may write them, the concept that each is about, and how many of the first ten
 * must really work on it. The profiles are written in Japanese and English.
 */
const sentences = [
  ['th', 'เมืองของเราต้องการระบบเตือนภัยน้ำท่วมล่วงหน้าและเซ็นเซอร์วัดระดับน้ำ', 'tech.early-warning'],
  ['th', 'ต้องการแก้ปัญหารถติดด้วยสัญญาณไฟจราจรอัจฉริยะ', 'tech.adaptive-signal'],
  ['vi', 'Thành phố cần thu gom và phân loại rác thải sinh hoạt tốt hơn', 'ch.solid-waste'],
  ['vi', 'Chúng tôi muốn giảm thất thoát nước bằng đồng hồ nước thông minh', 'tech.smart-water-meter'],
  ['km', 'ទីក្រុងត្រូវការប្រព័ន្ធព្រមានជាមុនអំពីទឹកជំនន់', 'tech.early-warning'],
  ['km', 'យើងចង់កែលម្អការគ្រប់គ្រងសំរាម និងការប្រមូលសំរាម', 'ch.solid-waste'],
] as const;

describe('a sentence in a language that no profile is written in', () => {
  it.each(sentences)('%s: %s is understood and finds who works on it', async (_language, text, concept) => {
    const services = await temporaryRegistry();
    const answer = matchingServiceOf(services).text(textRanking(text));
    expect(answer.query.concepts.map((row) => row.conceptId)).toContain(concept);
    expect(answer.items).toHaveLength(10);
    const [first] = answer.items;
    expect(first?.missing).not.toContain(concept);
    const profile = services.reader.get(first?.organisationId ?? '', 'private').record;
    expect(Object.keys(profile.name as object)).not.toContain(_language);
  });

  it('finds the same five organisations as the same words in Japanese', async () => {
    const matching = matchingServiceOf(await temporaryRegistry());
    // The Japanese words may also be compared as words, so the order among the five may differ.
    const firstFive = (text: string) =>
      matching
        .text(textRanking(text))
        .items.slice(0, 5)
        .map((item) => item.organisationId)
        .sort();
    const japanese = firstFive('早期警報システム');
    expect(firstFive('ระบบเตือนภัยล่วงหน้า')).toEqual(japanese);
    expect(firstFive('Hệ thống cảnh báo sớm')).toEqual(japanese);
    expect(firstFive('ប្រព័ន្ធព្រមានជាមុន')).toEqual(japanese);
  });

  it('reads a text by its letters when it is said to be in another language', async () => {
    const matching = matchingServiceOf(await temporaryRegistry());
    const [, text] = sentences[0];
    const said = matching.text({ ...textRanking(text), language: 'en' });
    expect(said.items.length).toBeGreaterThan(0);
    expect(said.items).toEqual(matching.text(textRanking(text)).items);
  });

  it('takes the country that is given where the text names none', async () => {
    const matching = matchingServiceOf(await temporaryRegistry());
    const [, text] = sentences[0];
    expect(matching.text(textRanking(text, 'TH')).query.countries).toEqual(['TH']);
    expect(() => matching.text(textRanking(text, 'ZZ'))).toThrow(
      expect.objectContaining({ code: 'NOT_FOUND' }),
    );
  });
});
