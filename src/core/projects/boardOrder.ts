import { generateKeyBetween } from 'fractional-indexing';

/** What a card needs to have a place in its column. */
export interface BoardCard {
  readonly id: string;
  /** A fractional index (https://www.figma.com/blog/realtime-editing-of-ordered-sequences/). */
  readonly boardOrder?: unknown;
  readonly createdAt?: unknown;
}

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** Enough that two people who put cards into the same gap at once get different keys, but for one time in 2¹⁶. */
const halvings = 16;

/**
 * Where a card stands among the others of its column: its own key, or for a card that nobody has moved yet one
 * made of when it was created, so that every card has a place without a write.
 */
export function boardKey(card: BoardCard): string {
  const own = card.boardOrder;
  if (typeof own === 'string' && isKey(own)) return own;
  const created = typeof card.createdAt === 'string' ? Date.parse(card.createdAt) : Number.NaN;
  return `a0${inDigits(Number.isFinite(created) ? Math.max(0, created) : 0, 8)}V`;
}

/** The order of a column: the same on every device, whatever the order of arrival. Compares as plain text. */
export function compareCards(a: BoardCard, b: BoardCard): number {
  const [left, right] = [boardKey(a), boardKey(b)];
  if (left !== right) return left < right ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/**
 * A key for a place in a column.
 * @param column the column's cards in order, without the card that is moved
 * @param index the place: 0 before the first, `column.length` after the last
 * @param random numbers from 0 to below 1; each gives one coin toss
 */
export function keyAt(column: readonly BoardCard[], index: number, random: () => number): string {
  const place = Math.max(0, Math.min(column.length, index));
  const before = column[place - 1];
  let low = before ? boardKey(before) : null;
  // Two cards may share a key; there is no room between them, so the card goes after all that do.
  const after = column.slice(place).find((card) => low === null || boardKey(card) > low);
  let high = after ? boardKey(after) : null;
  let key = generateKeyBetween(low, high);
  for (let toss = 0; toss < halvings; toss += 1) {
    if (random() < 0.5) low = key;
    else high = key;
    key = generateKeyBetween(low, high);
  }
  return key;
}

function isKey(text: string): boolean {
  if (text.length > 200) return false;
  try {
    // The library checks its bounds.
    generateKeyBetween(text, null);
    return true;
  } catch {
    return false;
  }
}

function inDigits(value: number, length: number): string {
  let text = '';
  for (let rest = Math.floor(value); text.length < length; rest = Math.floor(rest / digits.length)) {
    text = (digits[rest % digits.length] ?? '0') + text;
  }
  return text;
}
