import { tidy } from './tidy.ts';

const plain = /^(?:\d+|\d{1,3}(?:,\d{3})+)?(?:\.\d+)?(?:e[-+]?\d+)?$/i;
/** Words around a number that do not change it. */
const before = /^(?:約|およそ|概ね|計|about|approx\.?|ca\.?|[¥$€~]|jpy|usd)\s*/i;
const after =
  /\s*(?:人|名|件|社|団体|都市|か国|カ国|ヶ国|箇所|か所|回|円|年|歳|度|km2|km|ha|%|persons?|people|yen|usd|jpy)$/i;
const scales: Readonly<Record<string, number>> = {
  千: 1e3,
  万: 1e4,
  百万: 1e6,
  億: 1e8,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
};
const scaled = /^([\d.,]+)\s*(千|百万|万|億|thousand|million|billion)(?:([\d.,]+)\s*(千|万)?)?$/i;

/**
 * A number as people write it: full-width digits, `1,234`, `約1,065万人`, `1億2,000万`, `△5`, `12.5%` (12.5).
 * @returns undefined when it is no number, or when comma and point could be read in two ways
 */
export function readNumber(value: string | number): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  let text = tidy(value);
  const negative = /^[-−△▲]|^\(.*\)$/u.test(text);
  text = text.replace(/^[-−△▲+]\s*|^\((.*)\)$/u, '$1');
  text = text.replace(before, '').replace(after, '');
  const number = fromPlain(text) ?? fromScaled(text);
  if (number === undefined) return undefined;
  return negative ? -number : number;
}

function fromPlain(text: string): number | undefined {
  if (text === '' || text === '.' || !plain.test(text) || !/\d/.test(text)) return undefined;
  const number = Number(text.replaceAll(',', ''));
  return Number.isFinite(number) ? number : undefined;
}

function fromScaled(text: string): number | undefined {
  const parts = scaled.exec(text);
  if (!parts) return undefined;
  const [, count = '', scale = '', rest, restScale] = parts;
  const high = fromPlain(count);
  const low = rest === undefined ? 0 : fromPlain(rest);
  if (high === undefined || low === undefined) return undefined;
  const sum = high * (scales[scale.toLowerCase()] ?? 1) + low * (restScale ? (scales[restScale] ?? 1) : 1);
  // Decimals times a power of ten leave a binary remainder: 1.3 million is meant as a whole number.
  return Math.round(sum * 1000) / 1000;
}
