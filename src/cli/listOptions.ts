import type { ListCondition } from '#db/queries/conditions.ts';
import { wrongUsage } from './cliError.ts';

/**
 * `field=value`, `field!=value`, `field>=value`, `field<=value`, `field~part` and, without a value,
 * `field=?` for "is not known". Several values for one field are parted by commas.
 */
export function parseCondition(text: string): ListCondition {
  const parts = /^([A-Za-z][A-Za-z0-9]*)(!=|>=|<=|=|~)(.*)$/s.exec(text);
  if (!parts?.[1]) throw wrongUsage(`--where ${text} (field=value)`);
  const [, field, sign, value = ''] = parts;
  if (sign === '=' && value === '?') return { field, operator: 'isUnknown', values: [] };
  if (sign === '!=' && value === '?') return { field, operator: 'isKnown', values: [] };
  const operators = { '=': 'is', '!=': 'isNot', '>=': 'atLeast', '<=': 'atMost', '~': 'contains' } as const;
  const operator = operators[sign as keyof typeof operators];
  const values = operator === 'is' || operator === 'isNot' ? value.split(',') : [value];
  return { field, operator, values };
}

/** `field`, or `-field` for descending. */
export function parseSort(text: string): { field: string; direction: 'ascending' | 'descending' } {
  const descending = text.startsWith('-');
  const field = descending ? text.slice(1) : text;
  if (!/^[A-Za-z][A-Za-z0-9]*$/.test(field)) throw wrongUsage(`--sort ${text}`);
  return { field, direction: descending ? 'descending' : 'ascending' };
}

export function parseCount(option: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const count = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(count)) throw wrongUsage(`${option} N`);
  return count;
}
