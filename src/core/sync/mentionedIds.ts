/** Every text inside a value, keys of maps included: any of them may be the id of a record. */
export function mentionedTexts(value: unknown, into: Set<string> = new Set()): Set<string> {
  if (typeof value === 'string') into.add(value);
  else if (Array.isArray(value)) for (const member of value) mentionedTexts(member, into);
  else if (value !== null && typeof value === 'object') {
    for (const [key, member] of Object.entries(value)) {
      into.add(key);
      mentionedTexts(member, into);
    }
  }
  return into;
}
