import { normaliseText } from './normalise.ts';

/** Legal forms that say nothing about which organisation it is; compared after normalisation. */
const JAPANESE_FORMS =
  /(株式会社|有限会社|合同会社|合資会社|合名会社|相互会社|一般社団法人|公益社団法人|一般財団法人|公益財団法人|特定非営利活動法人|独立行政法人|国立研究開発法人|\((?:株|有|合|一社|公社|一財|公財|独)\))/g;

const OTHER_FORMS =
  /(^|[\s,(])(?:pt|cv|tbk|co|ltd|inc|corp|llc|llp|plc|gmbh|k\.k|kk|sdn|bhd|pte|pvt|jsc|jsco|pcl|company|corporation|incorporated|limited)\.?(?=$|[\s,.)])/g;

const THAI_AND_VIETNAMESE_FORMS = /(บริษัท|จำกัด(?:\s*\(มหาชน\))?|công ty (?:cổ phần|tnhh)|công ty)/g;

/** An organisation's name folded for comparison, without 株式会社, (株), PT, Co., Ltd. and the like. */
export function normaliseOrganisationName(name: string): string {
  const folded = normaliseText(name);
  const stripped = folded
    .replace(JAPANESE_FORMS, ' ')
    .replace(THAI_AND_VIETNAMESE_FORMS, ' ')
    .replace(OTHER_FORMS, '$1')
    .replace(OTHER_FORMS, '$1')
    .replace(/[\s,.]+/g, ' ')
    .trim();
  return stripped === '' ? folded.trim() : stripped;
}
