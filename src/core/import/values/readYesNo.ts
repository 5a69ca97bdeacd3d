import { fold } from '../../search/fold.ts';

/** As folded: katakana are hiragana, full-width forms narrow. */
const yes = new Set(
  'はい|有|有り|あり|該当|該当する|済|済み|会員|加盟|参加|○|◯|◎|●|✓|✔|☑|レ|真|yes|y|true|t|1|on|x|ya|iya|oo|có|ใช่|ແມ່ນ|បាទ|ဟုတ်ကဲ့'
    .split('|')
    .map(fold),
);
const no = new Set(
  'いいえ|無|無し|なし|非該当|該当しない|未|非会員|未加盟|不参加|×|✗|✘|☐|偽|no|n|false|f|0|off|tidak|bukan|hindi|không|ไม่|ไม่ใช่|ບໍ່|ទេ|မဟုတ်ဘူး'
    .split('|')
    .map(fold),
);

/** Yes or no in words or signs of Japanese, English and the other languages; undefined for anything else. */
export function readYesNo(value: string | number | boolean): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value === 1 ? true : value === 0 ? false : undefined;
  const text = fold(value);
  return yes.has(text) ? true : no.has(text) ? false : undefined;
}
