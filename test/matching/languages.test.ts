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

/** Everyday words, not the official names of the challenges. */
const everyday = [
  ['th', 'ทุกปีในช่วงหน้าฝน น้ำท่วมเข้าบ้านเรือนประชาชน เราอยากรู้ระดับน้ำล่วงหน้า', 'ch.flood-river'],
  ['th', 'เมืองมีปัญหาขยะล้นเมืองและอยากคัดแยกขยะ', 'ch.solid-waste'],
  ['th', 'น้ำประปาไม่ไหลบ่อย และท่อรั่วหลายจุด', 'ch.water-supply'],
  ['th', 'ผู้สูงอายุเพิ่มขึ้น ต้องการระบบดูแลผู้สูงอายุ', 'ch.aging'],
  ['vi', 'Mỗi khi mưa lớn, nhiều tuyến đường trong thành phố bị ngập', 'ch.flood-pluvial'],
  ['vi', 'Ùn tắc giao thông vào giờ cao điểm ngày càng nghiêm trọng', 'ch.congestion'],
  ['vi', 'Người dân thiếu nước sạch trong mùa khô', 'ch.water-supply'],
  ['vi', 'Số lượng khách du lịch tăng nhanh tại phố cổ', 'ch.heritage'],
  ['km', 'រដូវវស្សា ទឹកជំនន់តែងតែលិចផ្ទះប្រជាពលរដ្ឋ', 'ch.flood-river'],
  ['km', 'ទីក្រុងមានការកកស្ទះចរាចរណ៍ខ្លាំងនៅពេលព្រឹក', 'ch.congestion'],
  ['km', 'ប្រជាជនខ្វះទឹកស្អាតប្រើប្រាស់', 'ch.water-supply'],
  ['km', 'សំរាមនៅតាមផ្លូវមានច្រើន ចង់ញែកសំរាម', 'ch.solid-waste'],
  ['km', 'យើងចង់ទាក់ទាញភ្ញៀវទេសចរឲ្យច្រើនជាងមុន', 'ch.tourism-recovery'],
  ['km', 'ដាច់ភ្លើងញឹកញាប់ ហើយថ្លៃអគ្គិសនីខ្ពស់', 'ch.power-outage'],
  ['lo', 'ໃນລະດູຝົນ ນ້ຳຖ້ວມເຮືອນຊານຂອງປະຊາຊົນທຸກປີ', 'ch.flood-river'],
  ['lo', 'ຂີ້ເຫຍື້ອໃນຕົວເມືອງເພີ່ມຂຶ້ນ ຢາກແຍກຂີ້ເຫຍື້ອ', 'ch.solid-waste'],
  ['lo', 'ຊົ່ວໂມງເລັ່ງດ່ວນ ລົດຕິດຫຼາຍ', 'ch.congestion'],
  ['lo', 'ໄຟດັບເລື້ອຍໆ ແລະ ຄ່າໄຟຟ້າແພງ', 'ch.power-outage'],
  ['lo', 'ນ້ຳປະປາບໍ່ພຽງພໍສຳລັບປະຊາຊົນ', 'ch.water-supply'],
  ['lo', 'ຢາກສົ່ງເສີມການທ່ອງທ່ຽວໃນເມືອງມໍລະດົກ', 'ch.tourism-recovery'],
  ['my', 'မိုးရာသီတိုင်း မြို့ထဲမှာ ရေကြီးပြီး လမ်းတွေ ရေဝပ်နေတယ်', 'ch.flood-pluvial'],
  ['my', 'အမှိုက်သိမ်းစနစ် ကောင်းမွန်အောင် လုပ်ချင်ပါတယ်', 'ch.solid-waste'],
  ['my', 'နံနက်ပိုင်း ယာဉ်ကြောပိတ်ဆို့မှု အလွန်ဆိုးရွားသည်', 'ch.congestion'],
  ['my', 'မီးပျက်တာ မကြာခဏဖြစ်လို့ ဆိုလာ သုံးချင်တယ်', 'ch.power-outage'],
  ['my', 'သောက်သုံးရေ မလုံလောက်ဘူး၊ ရေပိုက်ပေါက်တာ များတယ်', 'ch.water-supply'],
  ['my', 'ခရီးသွားဧည့်သည် ပိုလာအောင် လုပ်ချင်ပါတယ်', 'ch.tourism-recovery'],
  ['id', 'Setiap musim hujan kota kami banjir dan warga harus mengungsi', 'ch.flood-pluvial'],
  ['id', 'Sampah plastik menumpuk dan TPA sudah penuh', 'ch.landfill'],
  ['ms', 'Bekalan air sering terputus dan paip bocor', 'ch.water-supply'],
  ['ms', 'Kesesakan jalan raya semakin teruk pada waktu puncak', 'ch.congestion'],
  ['fil', 'Tuwing malakas ang ulan ay binabaha ang lungsod', 'ch.flood-pluvial'],
  ['fil', 'Matindi ang trapiko at kulang ang pampublikong sasakyan', 'ch.congestion'],
] as const;

/** Nothing in these is the name of a challenge or a technology. */
const saysNothing = [
  'Thành phố muốn nâng cao chất lượng cuộc sống của người dân',
  'Chúng tôi quan tâm đến việc hợp tác với các công ty Nhật Bản',
];

describe('everyday words', () => {
  it('name the challenge in every language, and find organisations that work on it', async () => {
    const matching = matchingServiceOf(await temporaryRegistry());
    for (const [language, text, concept] of everyday) {
      const answer = matching.text({ ...textRanking(text), limit: 3 });
      const read = answer.query.concepts.map((row) => row.conceptId);
      expect(read, `${language}: ${text}`).toContain(concept);
      expect(answer.items.length, `${language}: ${text}`).toBeGreaterThan(0);
    }
  });

  it('that mean nothing to matching find no challenge by syllables that they share with its name', async () => {
    const matching = matchingServiceOf(await temporaryRegistry());
    for (const text of saysNothing)
      expect(matching.text({ ...textRanking(text), limit: 3 }).query.concepts, text).toEqual([]);
  });
});

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
